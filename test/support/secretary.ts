/** A social secretary with a plain HTTP client: signs in once and uses the pages' own forms. */
export class Secretary {
  readonly #url: string;
  #cookie = '';

  private constructor(url: string) {
    this.#url = url;
  }

  /** Uses the one-time link as its page does. */
  static async signsIn(url: string, link: string): Promise<Secretary> {
    const secretary = new Secretary(url);
    const token = new URL(link).searchParams.get('token') ?? '';
    await secretary.#post('/inbox/sign-in', { token, lang: 'sv' });
    return secretary;
  }

  /** The page as it is served. */
  async sees(path: string): Promise<{ status: number; html: string }> {
    const response = await fetch(`${this.#url}${path}`, { headers: { cookie: this.#cookie }, redirect: 'manual' });
    return { status: response.status, html: await response.text() };
  }

  /** Addresses of the tickets on the list. */
  async list(): Promise<string[]> {
    const { html } = await this.sees('/inbox');
    return [...new Set([...html.matchAll(/href="(\/inbox\/tickets\/[^"?]+)"/g)].map(([, path]) => path ?? ''))];
  }

  /** Presses the button of a form on a page, with the hidden fields that the form has. */
  async presses(page: string, action: string, fields: Record<string, string> = {}): Promise<number> {
    const { html } = await this.sees(page);
    const form = [...html.matchAll(/<form[^>]*action="([^"]+)"[^>]*>(.*?)<\/form>/gs)].find(([, to]) =>
      to?.endsWith(action),
    );
    if (!form) throw new Error(`no form ${action} on ${page}`);
    const hidden = [...(form[2] ?? '').matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const given = Object.fromEntries(hidden.map(([, name, value]) => [name ?? '', value ?? '']));
    return this.#post(form[1] ?? '', { ...given, ...fields });
  }

  async #post(path: string, fields: Record<string, string>): Promise<number> {
    const response = await fetch(`${this.#url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: this.#url, cookie: this.#cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie) this.#cookie = cookie.split(';')[0] ?? '';
    return response.status;
  }
}
