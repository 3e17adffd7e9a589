import { accepted, type Conversion, refused } from './validation-error.js'

/** RFC 3339, 5.6: `date-time`; the offset is not optional. */
const TIME = /^[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/

/** Reads an RFC 3339 date (as midnight UTC) or date-time of the real calendar. */
export function toDate(text: string): Conversion {
  const problem = problemOfDate(text.slice(0, 10)) ?? problemOfTime(text.slice(10))
  if (problem === undefined) return accepted(new Date(text.toUpperCase()))
  return refused(
    'datetime_from_date_parsing',
    `Input should be a valid datetime or date, ${problem}`,
    { error: problem },
  )
}

/** Says in pydantic's words what is wrong with a date. */
function problemOfDate(text: string): string | undefined {
  if (!/^\d{4}/.test(text)) {
    return text.length < 10 ? 'input is too short' : 'invalid character in year'
  }
  if (text.length < 10) return 'input is too short'
  if (text[4] !== '-') return 'invalid date separator, expected `-`'
  if (!/^\d\d$/.test(text.slice(5, 7))) return 'invalid character in month'
  if (text[7] !== '-') return 'invalid date separator, expected `-`'
  if (!/^\d\d$/.test(text.slice(8))) return 'invalid character in day'
  return problemOfDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8)))
}

function problemOfDay(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12) return 'month value is outside expected range of 1-12'
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return day < 1 || day > days ? 'day value is outside expected range' : undefined
}

function problemOfTime(text: string): string | undefined {
  return text === '' || TIME.test(text)
    ? undefined
    : 'unexpected extra characters at the end of the input'
}
