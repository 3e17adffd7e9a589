import { expect } from 'chai'

import { type Served, serveHandlers } from '../support/serve-handlers.js'
import { type Answer, answerOf } from './answer.js'
import { askFastapi } from './ask-fastapi.js'
import { type Case, type Deviation, titleOf } from './case.js'
import { CASES, REASONS } from './cases.js'
import { detailsOf, type Detail, locsOf } from './details.js'
import { HANDLERS } from './handlers.js'
import { readRecording } from './recording.js'
import { isFastapiInstalled } from './start-fastapi.js'

describe('conformance with FastAPI', () => {
  const recording = readRecording()
  let served: Served
  let port: number

  before(async () => {
    served = await serveHandlers(...HANDLERS)
    port = Number(new URL(served.origin).port)
  })

  after(() => served.runtime.close())

  for (const each of CASES) {
    const title = titleOf(each)
    const { deviation } = each
    if (deviation === undefined) {
      it(`answers as FastAPI: ${title}`, async () => {
        expectSame(each, await answerOf(each, port), recorded(title))
      })
    } else {
      it(`answers otherwise on purpose: ${title}`, async () => {
        const ours = await answerOf(each, port)
        expectDeviation(deviation, ours)
        expect(brief(ours), 'FastAPI answers so, too').not.to.deep.equal(brief(recorded(title)))
      })
    }
  }

  it('compares at least 150 requests, each once, and deviates for fewer than ten reasons', () => {
    expect(CASES).to.have.length.of.at.least(150)
    expect(Object.keys(recording)).to.deep.equal(CASES.map(titleOf))
    expect(Object.keys(REASONS)).to.have.length.below(10)
  })

  const installed = isFastapiInstalled()
  const test = installed ? it : it.skip
  const hint = installed ? '' : ' (skipped: npm run record:fastapi installs FastAPI)'
  test(`compares with what FastAPI still answers${hint}`, async function () {
    this.timeout(120_000)
    expect(await askFastapi()).to.deep.equal(recording)
  })

  function recorded(title: string): Answer {
    const answer = recording[title]
    if (answer === undefined) throw new Error('not recorded: run npm run record:fastapi')
    return answer
  }
})

function expectSame({ path }: Case, ours: Answer, theirs: Answer): void {
  expect(ours.status).to.equal(theirs.status)
  expect(ours.location).to.equal(theirs.location)
  expect(methodsOf(ours)).to.include.members(methodsOf(theirs))
  if (ours.status < 300) expect(ours.body).to.deep.equal(theirs.body)
  if (ours.status !== 422) return

  expect(locsOf(ours)).to.deep.equal(locsOf(theirs))
  const compared = new Set(
    detailsOf(theirs)
      .filter((detail) => !isConstraint(path, detail))
      .map(({ loc }) => loc.join()),
  )
  const ofThose = ({ loc }: Detail): boolean => compared.has(loc.join())
  expect(detailsOf(ours).filter(ofThose)).to.deep.equal(detailsOf(theirs).filter(ofThose))
}

/** What class-validator refuses in a model has its own words; conversions and missing values do not. */
function isConstraint(path: string, { type, loc }: Detail): boolean {
  return path.startsWith('/models') && loc[0] === 'body' && !SAME_IN_MODELS.includes(type)
}

const SAME_IN_MODELS = ['missing', 'json_invalid']

/** FastAPI tells those of the first route at a path, we those of all. */
function methodsOf({ allow = '' }: Answer): readonly string[] {
  return allow.split(', ')
}

function expectDeviation({ status, body, locs, msg }: Deviation, ours: Answer): void {
  expect(ours.status).to.equal(status)
  if (body !== undefined) expect(ours.body).to.deep.equal(body)
  if (msg !== undefined) expect(detailsOf(ours).map((detail) => detail.msg)).to.deep.equal([msg])
  if (locs !== undefined) expect(locsOf(ours)).to.deep.equal(locs.map((loc) => loc.join()))
}

function brief(answer: Answer): unknown {
  const { status, body } = answer
  return status < 300 ? { status, body } : { status, details: status === 422 && detailsOf(answer) }
}
