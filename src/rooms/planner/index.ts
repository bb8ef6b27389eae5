export { keepAdvice } from '#rooms/planner/keep-advice.ts';
export { type Advised, seeAdvice } from '#rooms/planner/views.ts';
