/** A signal of its own that also follows another; `release` lets go of that one, so that a long-lived signal gathers nobody. */
export class FollowingController extends AbortController {
  readonly release: () => void;

  constructor(leader: AbortSignal) {
    super();
    const follow = (): void => this.abort(leader.reason);
    this.release = () => leader.removeEventListener('abort', follow);
    if (leader.aborted) follow();
    else leader.addEventListener('abort', follow, { once: true });
  }
}
