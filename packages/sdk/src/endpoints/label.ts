const LABEL = /^(?![0-9]+$)(?!-)[a-z0-9-]{1,63}(?<!-)$/

/** Whether `value` can be an endpoint's label, that is, a part of a host name. */
export function isLabel(value: string): boolean {
  return LABEL.test(value)
}
