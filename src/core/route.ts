/**
 * An HTTP route as a function from request to answer: channels and pages are written and tested without a port,
 * and the server alone knows about sockets. The caller's address is deliberately not part of it.
 */
export interface RouteRequest {
  method: string;
  /** The path without its query. */
  path: string;
  /** Values of the `:names` in the route's path, decoded. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  /** Where the request was sent to, such as `https://lotsen.example.se`: the configured address, else what the client used. */
  base: string;
  /** The whole body, already within the route's limit. */
  body: Buffer;
}

export interface Answer {
  status: number;
  headers?: Record<string, string | string[]>;
  /** An object is sent as JSON, a string as HTML unless a `content-type` says otherwise. */
  body?: object | string | Buffer;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `:names`, such as `/v3/directline/conversations/:id`. */
  path: string;
  /** Bytes that the body may have; 16 kB when absent. */
  maxBody?: number;
  /** The body is read to its end and thrown away unseen, so that what is too large or not wanted still gets an answer. */
  discardBody?: boolean;
  /** Which limit of the limiter a request counts against; absent: none. */
  limit?: 'open' | 'post' | 'read';
  /** The text whose danger lets a request through a limit, read from the body. */
  spoken?(body: Buffer): string | null;
  answer(request: RouteRequest): Promise<Answer>;
}
