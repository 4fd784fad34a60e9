// Events in words.

import type { LogLine } from '../api';
import { t, word } from '../texts';

/** What an event tells, without its kind and its cause. */
export function lineText(line: LogLine): string {
  const parts: string[] = [];
  if (line.subject && line.kind !== 'executionStarted') parts.push(line.subject);
  if (line.devices.length === 1) parts.push(line.devices[0]);
  else if (line.count > 1) parts.push(t('devices.count', { count: line.count }));
  if (line.changes.length === 1) parts.push(Object.entries(line.changes[0].states).map(([name, value]) => `${name.replace(/^\w+:/, '').replace(/State$/, '')} = ${typeof value === 'object' ? JSON.stringify(value) : value}`).join(', '));
  if (line.detail) parts.push(word('detail', line.detail));
  if (line.phase) parts.push(word('phase', line.phase));
  if (line.failure) parts.push(line.failure);
  return parts.join(' · ');
}
