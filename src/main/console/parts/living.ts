// Things of a site that come in pages while news of them is heard.

type Change<T> = (was: T | undefined) => T | undefined;

/** Whichever comes first, a page or the news of something in it: the newer one counts, also of what is gone. */
export class Living<T> {
  readonly all = new Map<string, T>();
  private readonly news = new Map<string, { seq: number; change: Change<T> }[]>();
  private loading = true;

  clear(): void {
    this.all.clear();
    this.news.clear();
    this.loading = true;
  }

  /** @param seq the event up to which the page is true */
  page(items: T[], id: (item: T) => string, seq: number): void {
    for (const item of items) {
      const key = id(item);
      // what is known already was kept up to date
      if (this.all.has(key)) continue;
      const later = (this.news.get(key) ?? []).filter((each) => each.seq > seq);
      this.put(key, later.reduce<T | undefined>((now, each) => each.change(now), item));
    }
  }

  /** All pages are here. */
  loaded(): void {
    this.loading = false;
    this.news.clear();
  }

  /** @param change what the thing is from now on; undefined where it is gone, or was never there */
  hear(id: string, seq: number, change: Change<T>): void {
    if (this.loading) {
      const known = this.news.get(id);
      if (known) known.push({ seq, change });
      else this.news.set(id, [{ seq, change }]);
    }
    this.put(id, change(this.all.get(id)));
  }

  private put(id: string, now: T | undefined): void {
    if (now === undefined) this.all.delete(id);
    else this.all.set(id, now);
  }
}
