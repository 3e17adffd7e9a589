import { pathToRegexp, TokenData } from 'path-to-regexp'

import { type FlatToken, type Segment, toShape } from './path-variant.js'
import { compareSpecificity } from './specificity.js'

/** A pattern within a segment, or over the rest of the path, and what comes after it. */
interface Branch<T> {
  readonly shape: string
  readonly tokens: readonly FlatToken[]
  matches(text: string): boolean
  readonly node: Node<T>
}

/** What may follow after the segments read so far. */
interface Node<T> {
  readonly statics: Map<string, Node<T>>
  readonly mixed: Branch<T>[]
  parameter: Node<T> | undefined
  readonly tails: Branch<T>[]
  leaf: T | undefined
}

/**
 * Keeps leaves by the shape of their paths and finds them segment by segment: static before mixed
 * before parameter before wildcard, decided at the first segment where two patterns differ.
 */
export class PathTree<T> {
  readonly #root: Node<T> = createNode()

  /** The leaf at the end of these segments, made by `create` where there is none. */
  leafAt(segments: readonly Segment[], create: () => T): T {
    let node = this.#root
    for (const segment of segments) node = descend(node, segment)
    node.leaf ??= create()
    return node.leaf
  }

  /**
   * Offers the leaves that match a canonical path, most specific first, until one is taken, and
   * returns what `take` made of it.
   */
  find<U>(path: string, take: (leaf: T) => U | undefined): U | undefined {
    return findBelow(this.#root, path, 1, take)
  }
}

function findBelow<T, U>(
  node: Node<T>,
  path: string,
  start: number,
  take: (leaf: T) => U | undefined,
): U | undefined {
  if (start > path.length) return node.leaf === undefined ? undefined : take(node.leaf)
  const slash = path.indexOf('/', start)
  const end = slash === -1 ? path.length : slash
  const segment = path.slice(start, end)
  const next = node.statics.get(segment)
  let found = next === undefined ? undefined : findBelow(next, path, end + 1, take)
  for (const branch of node.mixed) {
    if (found !== undefined) return found
    if (branch.matches(segment)) found = findBelow(branch.node, path, end + 1, take)
  }
  if (found === undefined && node.parameter !== undefined && segment !== '') {
    found = findBelow(node.parameter, path, end + 1, take)
  }
  return found ?? findTail(node, path, start, take)
}

function findTail<T, U>(
  node: Node<T>,
  path: string,
  start: number,
  take: (leaf: T) => U | undefined,
): U | undefined {
  if (node.tails.length === 0) return undefined
  const rest = path.slice(start)
  for (const branch of node.tails) {
    const { leaf } = branch.node
    const found = leaf !== undefined && branch.matches(rest) ? take(leaf) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

function createNode<T>(): Node<T> {
  return { statics: new Map(), mixed: [], parameter: undefined, tails: [], leaf: undefined }
}

function descend<T>(node: Node<T>, segment: Segment): Node<T> {
  switch (segment.kind) {
    case 'static':
      return descendStatic(node, segment.text)
    case 'parameter':
      node.parameter ??= createNode()
      return node.parameter
    case 'mixed':
      return descendBranch(node.mixed, segment.tokens)
    case 'tail':
      return descendBranch(node.tails, segment.tokens)
  }
}

function descendStatic<T>(node: Node<T>, text: string): Node<T> {
  const existing = node.statics.get(text)
  if (existing !== undefined) return existing
  const next = createNode<T>()
  node.statics.set(text, next)
  return next
}

function descendBranch<T>(branches: Branch<T>[], tokens: readonly FlatToken[]): Node<T> {
  const shape = toShape(tokens)
  const existing = branches.find((branch) => branch.shape === shape)
  if (existing !== undefined) return existing.node
  const node = createNode<T>()
  branches.push({ shape, tokens, matches: compileBranch(tokens), node })
  branches.sort((left, right) => compareSpecificity(left.tokens, right.tokens))
  return node
}

function compileBranch(tokens: readonly FlatToken[]): (text: string) => boolean {
  if (tokens.length === 1) return (text) => text !== ''
  const options = { sensitive: true, trailing: false }
  const { regexp } = pathToRegexp(new TokenData([...tokens]), options)
  return (text) => regexp.test(text)
}
