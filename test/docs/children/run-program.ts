import { pathToFileURL } from 'node:url'

/* Runs a program of a page and says when its top level is through. */

await import(pathToFileURL(process.argv[2] ?? '').href)
process.stdout.write('\nthe program runs\n')
