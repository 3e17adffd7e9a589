import { ANSWERS_APP } from './readme-answers.js'
import { AROUND_APP } from './readme-around.js'
import type { ReadmeApp } from './readme-case.js'
import { MODELS_APP } from './readme-models.js'
import { OPTIONS_APPS } from './readme-options.js'
import { PARAMETERS_APP } from './readme-parameters.js'
import { REFERENCE_APP } from './readme-reference.js'
import { START_APP } from './readme-start.js'

/** The examples of routing-controllers' README, with entities and bodies of our own. */
export const README_APPS: readonly ReadmeApp[] = [
  START_APP,
  PARAMETERS_APP,
  ANSWERS_APP,
  AROUND_APP,
  MODELS_APP,
  REFERENCE_APP,
  ...OPTIONS_APPS,
]
