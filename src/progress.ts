// Progress: how much of a work in steps is done, and how long the rest will take.

/** "Running variants: 12 of 27, about 2 min left"; the time is said once a step is done. */
export function progressText(doing: string, done: number, total: number, milliseconds: number): string {
  const count = `${doing}: ${done} of ${total}`;
  if (done === 0 || done >= total) return count;
  return `${count}, about ${timeText((milliseconds / done) * (total - done))} left`;
}

/** "40 s", "3 min", "1 h 5 min"; rounded up. */
export function timeText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
