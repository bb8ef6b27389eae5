import { type Route, route } from '#machinery/http/route.ts';
import { goBack } from '#pages/answer.ts';
import { followTag, unfollowTag } from '#rooms/hashtags/follow-tag.ts';

function deed(name: string, act: typeof followTag): Route {
  return route({
    method: 'POST',
    path: `/tags/:name/${name}`,
    door: 'page',
    auth: 'user',
    summary: `Form: ${name} a hashtag`,
    async handle({ house, me, params, body }) {
      const tag = params['name'] ?? '';
      await act(house, me, tag);
      return goBack(body, `/tags/${encodeURIComponent(tag)}`);
    },
  });
}

export const pageRoutes: readonly Route[] = [deed('follow', followTag), deed('unfollow', unfollowTag)];
