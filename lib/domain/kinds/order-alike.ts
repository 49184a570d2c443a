/** The same values in the order of `like`, the others after them: EC2 returns lists in an order of its own. */
export function orderAlike<Value>(values: readonly Value[], like: readonly unknown[] | undefined): Value[] {
  if (!like) return [...values];
  const place = (value: Value) => {
    const index = like.indexOf(value);
    return index < 0 ? like.length : index;
  };
  return [...values].sort((a, b) => place(a) - place(b));
}
