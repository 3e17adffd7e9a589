import { askFastapi } from './ask-fastapi.js'
import { writeRecording } from './recording.js'

writeRecording(await askFastapi())
