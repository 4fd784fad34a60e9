// One wish for many devices: in parts that the server takes at once, and followed until all of it has ended.

import { get, part, post, type TraitValue } from '../api';
import { num, t } from '../texts';

interface Execution { phase: string; counts: Record<string, number> }

const AT_ONCE = 2000;
const AGAIN_MS = 700;
const over = (execution: Execution): boolean => execution.phase === 'COMPLETED' || execution.phase === 'FAILED';
const steps = (all: Execution[], phase?: string): number =>
  all.reduce((sum, each) => sum + (phase ? (each.counts[phase] ?? 0) : Object.values(each.counts).reduce((a, b) => a + b, 0)), 0);

/**
 * Asks for it, and tells how far it is.
 *
 * @param tell hears a sentence each time that something has moved
 * @param going whether somebody still looks
 */
export async function wishForMany(site: string, devices: string[], wish: { trait: string; value: TraitValue }, tell: (text: string) => void, going: () => boolean): Promise<void> {
  const executions: string[] = [];
  let skipped = 0;
  for (let i = 0; i < devices.length; i += AT_ONCE) {
    const some = devices.slice(i, i + AT_ONCE);
    const started = await post<{ execution: string; told: number }>(`/sites/${part(site)}/commands`, { devices: some, ...wish });
    executions.push(started.execution);
    skipped += some.length - started.told;
  }
  await follow(site, executions, tell, going, skipped > 0 ? ` ${t('map.skipped', { count: num(skipped) })}` : '');
}

/** Tells how far executions are until all of them have ended. */
export async function follow(site: string, executions: string[], tell: (text: string) => void, going: () => boolean, more = ''): Promise<void> {
  for (let open = true; open && going(); ) {
    const all = await Promise.all(executions.map((id) => get<Execution>(`/sites/${part(site)}/executions/${part(id)}`)));
    const [done, failed] = [steps(all, 'COMPLETED'), steps(all, 'FAILED')];
    open = !all.every(over);
    tell(t('map.result', { done: num(done), failed: num(failed), open: num(steps(all) - done - failed) }) + more);
    if (open) await new Promise((later) => setTimeout(later, AGAIN_MS));
  }
}
