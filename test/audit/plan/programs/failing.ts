function deep(): never {
  throw new RangeError("boom");
}

deep();
