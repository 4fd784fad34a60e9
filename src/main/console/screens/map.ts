// The devices of a site where they stand. Fifty thousand are points on a canvas; a part is chosen by drawing around it, and dimmed at once.

import { html, nothing, type TemplateResult } from 'lit';
import { type DeviceCard, get, listen, type Live, part, Problem, type SiteRow, type Told } from '../api';
import { Element, go, say, why } from '../parts/element';
import { type Context, copyCurl, liveBadge, siteNav } from '../parts/shell';
import { Living } from '../parts/living';
import { wishForMany } from '../parts/many';
import { num, t } from '../texts';

interface Point { id: string; latitude: number; longitude: number; level?: number; available: boolean; alert: boolean; dims: boolean; x: number; y: number }

const PAGE = 10000;
const STEPS = 8;
const DEGREE = Math.PI / 180;

class TownMap extends Element {
  static override properties = { context: { attribute: false }, site: {}, chosen: { state: true }, drawing: { state: true }, by: { state: true }, live: { state: true }, result: { state: true }, loading: { state: true } };
  context!: Context;
  site = '';
  private name = '';
  private points: Point[] = [];
  private readonly living = new Living<Point>();
  /** Degrees of longitude are shorter the further a place is from the equator: one measure for the whole picture. */
  private squeeze = 0;
  private chosen: Point[] = [];
  private marked = new Set<string>();
  private drawing = false;
  private by = 'level';
  private live: Live = { on: false };
  private loading = true;
  private level = 50;
  private result = '';
  private close = (): void => {};
  private round = 0;
  private frame = 0;
  private scale = 1;
  private midX = 0;
  private midY = 0;
  private fitted = false;
  private touched = false;
  private lasso: [number, number][] = [];
  private readonly hands = new Map<number, [number, number]>();
  private readonly sizes = new ResizeObserver(() => { if (!this.touched) this.fit(); this.draw(); });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.round++;
    this.close();
    this.sizes.disconnect();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('site')) void this.begin();
  }

  override updated(): void {
    const canvas = this.canvas();
    if (canvas && !canvas.dataset['seen']) {
      canvas.dataset['seen'] = 'yes';
      this.sizes.observe(canvas);
      canvas.addEventListener('wheel', (event) => this.zoom(event), { passive: false });
    }
    this.draw();
  }

  private canvas(): HTMLCanvasElement | null {
    return this.querySelector('canvas');
  }

  private path(after = ''): string {
    return `/sites/${part(this.site)}/map?limit=${PAGE}${after ? `&after=${part(after)}` : ''}`;
  }

  private async begin(): Promise<void> {
    const mine = ++this.round;
    this.close();
    [this.points, this.chosen, this.fitted, this.loading, this.squeeze] = [[], [], false, true, 0];
    this.living.clear();
    this.marked.clear();
    try {
      const row = await get<SiteRow>(`/sites/${part(this.site)}`);
      this.name = row.name;
      document.title = `${t('screen.map')}, ${row.name} – Candelabra`;
      let next: string | undefined = '';
      let from = -1;
      while (next !== undefined) {
        const page: { points: Point[]; next?: string; seq: number } = await get(this.path(next));
        if (mine !== this.round) return;
        if (from < 0) {
          from = page.seq;
          this.close = listen(this.site, from, (told) => this.hear(told), () => void this.begin(), (live) => { this.live = live; });
        }
        page.points.forEach((point) => this.lay(point));
        this.living.page(page.points, (point) => point.id, page.seq);
        this.gather();
        next = page.next;
        if (!this.touched) this.fit();
        this.draw();
      }
      this.living.loaded();
      this.loading = false;
    } catch (problem) {
      if (mine !== this.round) return;
      // the device behind which the list was to go on is gone
      if (problem instanceof Problem && problem.status === 409) return void this.begin();
      say(why(problem), 'bad');
    }
  }

  /** The place of a point in the picture. */
  private lay(point: Point): Point {
    this.squeeze ||= Math.cos(point.latitude * DEGREE);
    point.x = point.longitude * this.squeeze;
    point.y = -point.latitude;
    return point;
  }

  private gather(): void {
    this.points = [...this.living.all.values()];
    this.requestUpdate();
  }

  private hear(told: Told): void {
    const { line, card } = told;
    const before = this.living.all.size;
    let news = false;
    const change = (id: string, what: (was: Point | undefined) => Point | undefined) => {
      const was = this.living.all.get(id);
      this.living.hear(id, line.seq, what);
      news ||= was !== this.living.all.get(id) || was !== undefined;
    };
    for (const patch of told.devices) {
      const level = patch.traits['level'];
      change(patch.id, (was) => was && Object.assign(was, { level: typeof level === 'number' ? level : undefined, available: patch.available }));
    }
    if (line.kind === 'alertRaised' || line.kind === 'alertCleared') {
      for (const id of line.devices) change(id, (was) => was && Object.assign(was, { alert: line.kind === 'alertRaised' }));
    }
    if (card) change(card.id, (was) => this.put(card, was));
    if (line.kind === 'deviceRemoved') line.devices.forEach((id) => change(id, () => undefined));
    if (before !== this.living.all.size) {
      this.gather();
      this.choose(this.chosen.filter((point) => this.living.all.has(point.id)));
    }
    if (news) this.draw();
  }

  /** A device that is new, has moved, or says no longer where it stands. */
  private put(card: DeviceCard, was: Point | undefined): Point | undefined {
    const { latitude, longitude } = card;
    if (latitude === undefined || longitude === undefined) return undefined;
    const level = card.traits['level'];
    const now = { id: card.id, latitude, longitude, level: typeof level === 'number' ? level : undefined, available: card.available, dims: card.settable.includes('level') };
    return this.lay(Object.assign(was ?? { x: 0, y: 0, alert: false }, now));
  }

  // ---- the picture ----

  private fit(): void {
    const canvas = this.canvas();
    if (!canvas || this.points.length === 0 || canvas.clientWidth === 0) return;
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const { x, y } of this.points) {
      left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y);
    }
    this.midX = (left + right) / 2;
    this.midY = (top + bottom) / 2;
    this.scale = 0.92 * Math.min(canvas.clientWidth / Math.max(right - left, 1e-4), canvas.clientHeight / Math.max(bottom - top, 1e-4));
    this.fitted = true;
  }

  private place(x: number, y: number): [number, number] {
    const canvas = this.canvas() as HTMLCanvasElement;
    return [(x - this.midX) * this.scale + canvas.clientWidth / 2, (y - this.midY) * this.scale + canvas.clientHeight / 2];
  }

  private draw(): void {
    if (!this.frame) this.frame = requestAnimationFrame(() => { this.frame = 0; this.paint(); });
  }

  private colour(point: Point, palette: string[]): number {
    if (this.by === 'fault') return !point.available ? STEPS + 2 : point.alert ? STEPS + 3 : STEPS + 1;
    if (!point.available) return STEPS + 2;
    return point.level === undefined ? STEPS + 1 : Math.min(STEPS, Math.round((point.level / 100) * STEPS) % palette.length);
  }

  /** Points of one colour are painted together: changing colours costs more than the points. */
  private paint(): void {
    const canvas = this.canvas();
    const pen = canvas?.getContext('2d');
    if (!canvas || !pen || !this.fitted) return;
    const density = devicePixelRatio || 1;
    const [wide, high] = [canvas.clientWidth, canvas.clientHeight];
    if (canvas.width !== Math.round(wide * density) || canvas.height !== Math.round(high * density)) {
      canvas.width = Math.round(wide * density);
      canvas.height = Math.round(high * density);
    }
    pen.setTransform(density, 0, 0, density, 0, 0);
    pen.clearRect(0, 0, wide, high);
    const style = getComputedStyle(canvas);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const palette = [...Array.from({ length: STEPS + 1 }, (_, i) => `color-mix(in oklab, ${colour('--dark-lamp')}, ${colour('--lit-lamp')} ${(i * 100) / STEPS}%)`), colour('--plain-lamp'), colour('--away-lamp'), colour('--bad-lamp')];
    const size = Math.max(2, Math.min(9, this.scale / 14000));
    const groups: Point[][] = palette.map(() => []);
    for (const point of this.points) groups[this.colour(point, palette)].push(point);
    groups.forEach((group, i) => {
      pen.fillStyle = palette[i];
      for (const point of group) {
        const x = (point.x - this.midX) * this.scale + wide / 2;
        const y = (point.y - this.midY) * this.scale + high / 2;
        if (x > -9 && y > -9 && x < wide + 9 && y < high + 9) pen.fillRect(x - size / 2, y - size / 2, size, size);
      }
    });
    if (this.marked.size > 0) {
      pen.strokeStyle = colour('--ink');
      pen.lineWidth = 1;
      for (const point of this.chosen) {
        const [x, y] = this.place(point.x, point.y);
        pen.strokeRect(x - size / 2 - 1, y - size / 2 - 1, size + 2, size + 2);
      }
    }
    if (this.lasso.length > 1) {
      pen.strokeStyle = colour('--link');
      pen.lineWidth = 2;
      pen.beginPath();
      this.lasso.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
      pen.stroke();
    }
  }

  // ---- hands ----

  private at(event: PointerEvent | WheelEvent): [number, number] {
    const box = (this.canvas() as HTMLCanvasElement).getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  private zoomBy(factor: number, x: number, y: number): void {
    const canvas = this.canvas() as HTMLCanvasElement;
    const [dx, dy] = [x - canvas.clientWidth / 2, y - canvas.clientHeight / 2];
    this.midX += dx / this.scale - dx / (this.scale * factor);
    this.midY += dy / this.scale - dy / (this.scale * factor);
    this.scale *= factor;
    this.touched = true;
    this.draw();
  }

  private zoom(event: WheelEvent): void {
    event.preventDefault();
    this.zoomBy(Math.exp(-event.deltaY / 400), ...this.at(event));
  }

  private down(event: PointerEvent): void {
    (event.target as HTMLElement).setPointerCapture(event.pointerId);
    this.hands.set(event.pointerId, this.at(event));
    if (this.drawing && this.hands.size === 1) this.lasso = [this.at(event)];
  }

  private move(event: PointerEvent): void {
    const before = this.hands.get(event.pointerId);
    if (!before) return;
    const now = this.at(event);
    if (this.hands.size === 2) {
      const other = [...this.hands].find(([id]) => id !== event.pointerId)?.[1] ?? now;
      const far = (one: [number, number]) => Math.hypot(one[0] - other[0], one[1] - other[1]) || 1;
      this.lasso = [];
      this.zoomBy(far(now) / far(before), other[0], other[1]);
    } else if (this.drawing) {
      // the browser tells a quick hand in one event for each frame
      for (const each of event.getCoalescedEvents()) this.lasso.push(this.at(each));
      this.lasso.push(now);
    } else {
      this.midX -= (now[0] - before[0]) / this.scale;
      this.midY -= (now[1] - before[1]) / this.scale;
      this.touched = true;
    }
    this.hands.set(event.pointerId, now);
    this.draw();
  }

  private up(event: PointerEvent): void {
    this.hands.delete(event.pointerId);
    if (this.drawing && this.lasso.length > 2) this.choose(this.points.filter((point) => this.inside(...this.place(point.x, point.y))));
    this.lasso = [];
    this.draw();
  }

  private open(event: MouseEvent): void {
    const box = (this.canvas() as HTMLCanvasElement).getBoundingClientRect();
    let [nearest, distance] = [undefined as Point | undefined, 16];
    for (const point of this.points) {
      const [x, y] = this.place(point.x, point.y);
      const far = Math.hypot(x - event.clientX + box.left, y - event.clientY + box.top);
      if (far < distance) [nearest, distance] = [point, far];
    }
    if (nearest) go(`/sites/${part(this.site)}/devices/${part(nearest.id)}`);
  }

  private key(event: KeyboardEvent): void {
    const canvas = this.canvas() as HTMLCanvasElement;
    const step = 60 / this.scale;
    const moves: Record<string, [number, number]> = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (event.key in moves) {
      this.midX += moves[event.key][0];
      this.midY += moves[event.key][1];
      this.touched = true;
      this.draw();
    } else if (event.key === '+' || event.key === '-') this.zoomBy(event.key === '+' ? 1.4 : 1 / 1.4, canvas.clientWidth / 2, canvas.clientHeight / 2);
    else return;
    event.preventDefault();
  }

  /** Whether a place lies within what was drawn. */
  private inside(x: number, y: number): boolean {
    let within = false;
    for (let i = 0, j = this.lasso.length - 1; i < this.lasso.length; j = i++) {
      const [[ax, ay], [bx, by]] = [this.lasso[i], this.lasso[j]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within;
    }
    return within;
  }

  // ---- the selection ----

  private choose(points: Point[]): void {
    this.chosen = points.filter((point) => point.dims);
    this.marked = new Set(this.chosen.map((point) => point.id));
    this.result = '';
  }

  private chooseView(): void {
    const canvas = this.canvas() as HTMLCanvasElement;
    this.choose(this.points.filter((point) => {
      const [x, y] = this.place(point.x, point.y);
      return x >= 0 && y >= 0 && x <= canvas.clientWidth && y <= canvas.clientHeight;
    }));
  }

  private async dim(): Promise<void> {
    const mine = this.round;
    try {
      await wishForMany(this.site, this.chosen.map((point) => point.id), { trait: 'level', value: this.level }, (text) => { this.result = text; }, () => mine === this.round);
    } catch (problem) {
      say(why(problem), 'bad');
    }
  }

  private legend(): TemplateResult {
    const item = (name: string, text: string) => html`<span class="key"><i class=${`lamp ${name}`}></i>${text}</span>`;
    return this.by === 'level'
      ? html`${item('dark', '0 %')}${item('half', '50 %')}${item('lit', '100 %')}${item('away', t('unreachable'))}`
      : html`${item('plain', t('map.good'))}${item('bad', t('map.alert'))}${item('away', t('unreachable'))}`;
  }

  private selection(): TemplateResult {
    const away = this.chosen.filter((point) => !point.available).length;
    const may = (this.context.rights.get(this.site) ?? []).includes('CONTROL');
    return html`<section class="card choice" aria-label=${t('map.selection')}><p role="status"><strong>${t('map.chosen', { count: num(this.chosen.length), away: num(away) })}</strong></p>
      <label class="slider">${t('trait.level')}<input type="range" min="0" max="100" .value=${String(this.level)} @input=${(e: Event) => { this.level = Number((e.target as HTMLInputElement).value); this.requestUpdate(); }} /><output>${num(this.level)} %</output></label>
      <button type="button" class="main" ?disabled=${!may} @click=${() => this.dim()}>${t('map.dim', { count: num(this.chosen.length), level: num(this.level) })}</button>
      <button type="button" class="quiet" @click=${() => this.choose([])}>${t('cancel')}</button><p role="status">${this.result}</p></section>`;
  }

  override render(): TemplateResult {
    return html`${siteNav(this.site, this.name || this.site, 'map', html`${liveBadge(this.live)}${copyCurl(this.path(), this.context.account)}`)}
      <div class="tools"><button type="button" class="quiet" aria-pressed=${this.drawing} @click=${() => { this.drawing = !this.drawing; }}>${t('map.lasso')}</button>
        <button type="button" class="quiet" @click=${() => this.chooseView()}>${t('map.view')}</button>
        <button type="button" class="quiet" @click=${() => { this.touched = false; this.fit(); this.draw(); }}>${t('map.fit')}</button>
        <select aria-label=${t('map.by')} @change=${(e: Event) => { this.by = (e.target as HTMLSelectElement).value; }}><option value="level" ?selected=${this.by === 'level'}>${t('map.by.level')}</option><option value="fault" ?selected=${this.by === 'fault'}>${t('map.by.fault')}</option></select>
        <span class="legend">${this.legend()}</span><span class="fine" role="status">${t('devices.count', { count: num(this.points.length) })}${this.loading ? ' …' : ''}</span></div>
      ${this.chosen.length > 0 ? this.selection() : nothing}
      <canvas class=${this.drawing ? 'card map drawing' : 'card map'} tabindex="0" role="img" aria-label=${t('map.label', { count: num(this.points.length) })}
        @pointerdown=${(e: PointerEvent) => this.down(e)} @pointermove=${(e: PointerEvent) => this.move(e)} @pointerup=${(e: PointerEvent) => this.up(e)} @pointercancel=${(e: PointerEvent) => this.up(e)}
        @dblclick=${(e: MouseEvent) => this.open(e)} @keydown=${(e: KeyboardEvent) => this.key(e)}></canvas>
      ${!this.loading && this.points.length === 0 ? html`<p class="empty">${t('map.none')}</p>` : nothing}`;
  }
}
customElements.define('map-screen', TownMap);
