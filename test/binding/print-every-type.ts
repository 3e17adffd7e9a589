import { describeMethods } from './describe-every-type.js'
import { EveryType } from './every-type.js'

process.stdout.write(JSON.stringify(await describeMethods(EveryType)))
