import { join } from 'node:path'

import { openDatabase } from '@portico/runtime'

import { makeDirectory, removeDirectory } from '../support/temporary-directory.js'
import { describeEnvironmentStore } from './environment-store-contract.js'
import { describeTokenFeed } from './token-feed-contract.js'
import { describeTokenIndex } from './token-index-contract.js'
import { describeTokenStore } from './token-store-contract.js'

describe('a SQLite file', () => {
  const directories: string[] = []

  after(() => directories.forEach(removeDirectory))

  describeTokenStore('it', () => openDatabase(newFile()))
  describeEnvironmentStore('it', () => openDatabase(newFile()))
  describeTokenFeed('it', () => openDatabase(newFile()))
  describeTokenIndex('it', async () => {
    const url = newFile()
    return [await openDatabase(url), await openDatabase(url)]
  })

  function newFile(): string {
    const directory = makeDirectory()
    directories.push(directory)
    return `sqlite:${join(directory, 'portico.db')}`
  }
})

describe('SQLite in memory', () => {
  const open = () => openDatabase('sqlite::memory:')
  describeTokenStore('it', open)
  describeEnvironmentStore('it', open)
  describeTokenFeed('it', open)
  describeTokenIndex('it', async () => [await open()])
})
