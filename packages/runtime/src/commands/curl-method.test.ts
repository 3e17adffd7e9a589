import { expect } from 'chai'

import { readCurlMethod } from './curl-method.js'

describe('readCurlMethod', () => {
  for (const [args, method] of [
    ['', 'GET'],
    ['-X POST', 'POST'],
    ['-XPUT', 'PUT'],
    ['-sXPATCH', 'PATCH'],
    ['--request DELETE -s', 'DELETE'],
    ['-d x=1', 'POST'],
    ['-sd @file', 'POST'],
    ['-sdX', 'POST'],
    ['--data-raw {}', 'POST'],
    ['--json {}', 'POST'],
    ['-F file=@a', 'POST'],
    ['-T file', 'PUT'],
    ['-I', 'HEAD'],
    ['-sI', 'HEAD'],
    ['-G -d x=1', 'GET'],
    ['--get --data x=1', 'GET'],
    ['-d x -X PUT', 'PUT'],
    ['-H -XPOST', 'GET'],
    ['-o -d', 'GET'],
    ['-d -XPUT', 'POST'],
    ['--data -XPUT', 'POST'],
  ] as const) {
    it(`reads ${method} out of "${args}"`, () => {
      expect(readCurlMethod(args.split(' ').filter(Boolean))).to.equal(method)
    })
  }
})
