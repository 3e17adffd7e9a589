import { square } from './square.js'

const [baseUrl = '', x = ''] = process.argv.slice(2)
console.log(await square(baseUrl, Number(x)))
