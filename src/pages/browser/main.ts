import { actInPlace } from './acts.ts';
import { easeForms } from './compose.ts';
import { startLive } from './live.ts';
import { keepTimes } from './times.ts';

startLive();
actInPlace();
easeForms();
keepTimes();
