import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

import * as sdk from '@portico/sdk'
import * as runtime from '@portico/runtime'
import { expect } from 'chai'

import { REPOSITORY } from '../support/repository.js'
import { PAGES } from './pages.js'

/** Pages that stand in the root of the repository, besides README.md. */
const ROOT_PAGES = ['CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']

/** Exports of the packages that are there for each other, for tests and for types. */
const NOT_FOR_USERS = new Set([
  ...['APP_OPTIONS', 'BODY_PATH', 'HTTP_METHODS', 'TokenPair', 'callScope', 'recordCallScope'],
  ...['classProtectionOf', 'ownMethodProtectionOf', 'emittedParameterTypes', 'emittedPropertyType'],
  ...['endpointsOf', 'ownEndpointsOf', 'parametersOf', 'ownParametersOf', 'lineageOf', 'isLabel'],
  ...['isClass', 'isDependencyClass', 'isAppDefinition', 'isEarly', 'findAppOptionsProblem'],
  ...['lifecycleMethodsOf', 'processContainer', 'routePrefixOf'],
  ...['readProxyCredentials', 'writeProxyCredentials', 'createTokenVerifier', 'digestSecret'],
  ...['hasValidChecksum', 'mintToken', 'loadManifest', 'DEFAULT_ENVIRONMENT'],
])

const pages = new Map(
  [...PAGES, ...ROOT_PAGES].map((path) => [path, readFileSync(join(REPOSITORY, path), 'utf8')]),
)
const guide = [...pages].filter(([path]) => path.startsWith('docs/'))
const guideText = guide.map(([, text]) => text).join('\n')

describe('the guide', () => {
  for (const [path, text] of pages) {
    it(`has no dead link in ${path}`, () => {
      expect(linksOf(text).filter((link) => !isAlive(path, link))).to.deep.equal([])
    })
  }

  it('is all in its table of contents', () => {
    const listed = linksOf(pages.get('docs/README.md') ?? '').map((link) => `docs/${link}`)
    const unlisted = guide.filter(([path]) => path !== 'docs/README.md' && !listed.includes(path))
    expect(unlisted.map(([path]) => path)).to.deep.equal([])
  })

  it('leads from each chapter to the next', () => {
    const chapters = [
      ...(pages.get('docs/README.md') ?? '').matchAll(/^\d+\. (\[.*?\]\((.*?)\))/gm),
    ].map(([, link = '', file = '']) => ({ link, file }))
    expect(chapters).to.have.lengthOf.at.least(10)
    for (const [index, { file }] of chapters.entries()) {
      const [before, after] = [chapters[index - 1], chapters[index + 1]]
      const links = [
        ...(before === undefined ? [] : [`← ${before.link}`]),
        '[Guide](README.md)',
        ...(after === undefined ? [] : [`${after.link} →`]),
      ]
      expect(pages.get(`docs/${file}`)?.trimEnd().split('\n').at(-1), file).to.equal(
        links.join(' · '),
      )
    }
  })

  for (const [name, exports] of Object.entries({ sdk, runtime })) {
    it(`tells of everything that @portico/${name} exports`, () => {
      const untold = Object.keys(exports).filter(
        (each) => !NOT_FOR_USERS.has(each) && !isTold(each),
      )
      expect(untold).to.deep.equal([])
    })
  }

  it('tells of every option of @fastapiEndpoint', () => {
    const options = optionsOfEndpoints()
    expect(options).to.include.members(['requiresProxyAuth', 'timeoutMs'])
    expect(options.filter((option) => !isTold(option))).to.deep.equal([])
  })
})

/** Names that the decorator itself says it knows, where it is given one that it doesn't. */
function optionsOfEndpoints(): readonly string[] {
  const wrong: object = { unheardOf: true }
  try {
    class Handlers {
      handle(): void {}
    }
    sdk.fastapiEndpoint(wrong)(Handlers)
    return []
  } catch (error) {
    const [, names = ''] = /use (.*)$/.exec(error instanceof Error ? error.message : '') ?? []
    return names.split(/, | or | and /)
  }
}

function isTold(name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(guideText)
}

/** Targets of links to other pages and to headings, code left out. */
function linksOf(markdown: string): readonly string[] {
  const prose = withoutCode(markdown).replaceAll(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
}

function isAlive(page: string, link: string): boolean {
  const [target = '', anchor] = link.split('#')
  const path = target === '' ? page : normalize(join(dirname(page), target))
  const file = join(REPOSITORY, path)
  if (!existsSync(file)) return false
  return anchor === undefined || anchorsOf(readFileSync(file, 'utf8')).includes(anchor)
}

/** Names of headings, as GitHub makes them. */
function anchorsOf(markdown: string): readonly string[] {
  return [...withoutCode(markdown).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^```[^]*?^```$/gm, '')
}
