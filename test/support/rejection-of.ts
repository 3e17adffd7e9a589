/** What `promise` rejects with. Rejects itself where that resolves. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  const settled = await Promise.allSettled([promise])
  const [result] = settled
  if (result?.status === 'rejected') return result.reason
  throw new Error('The promise was expected to reject')
}
