/** Names of column types that differ between SQL dialects. */
export interface ColumnTypes {
  readonly bytes: 'blob' | 'bytea'
}
