import type { Activity, CloudAdapter, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { ConversationStore } from '../../core/effect.ts';
import type { Answer, Route } from '../../core/route.ts';
import { type Bot, giveLog } from '../log.ts';
import type { OneAtATime } from '../one-at-a-time.ts';
import { PlainLog, storeId } from './plain-log.ts';
import { trustedServiceUrl } from './service-url.ts';

/** The SDK's own names (contract section 2). */
export interface Credentials {
  MicrosoftAppId?: string;
  MicrosoftAppPassword?: string;
  MicrosoftAppTenantId?: string;
  MicrosoftAppType?: string;
}

export interface EndpointParts {
  bot: Bot;
  store: ConversationStore;
  turns: OneAtATime;
  credentials: Credentials;
  /** `TEAMS_DEV_ANONYMOUS`: answers anybody, but sends only to this machine. */
  anonymous: boolean;
  danger(text: string): boolean;
  failed(error: unknown): void;
}

/** Adaptive Cards come back with their data: more than a person's message, still bounded. */
const MAX_ACTIVITY = 64 * 1024;

/**
 * The Bot Framework's endpoint. Closed without credentials: the SDK would then answer anybody, and post
 * wherever the caller says. With none of it configured the route does not exist, and the server answers 404.
 */
export function botFrameworkRoutes(parts: EndpointParts): Route[] {
  const { credentials, anonymous } = parts;
  if (!credentials.MicrosoftAppId && !anonymous) return [];
  let adapter: Promise<Connector> | undefined;
  return [
    {
      method: 'POST',
      path: '/api/messages',
      maxBody: MAX_ACTIVITY,
      limit: 'open',
      spoken: (body) => (readActivity(body)?.text as string | undefined) ?? null,
      async answer(request): Promise<Answer> {
        const activity = readActivity(request.body);
        if (!activity) return refusal(400, 'BadArgument', 'the body is not an activity');
        // Looked at even before the caller's token: no later fault may send anything elsewhere.
        if (!trustedServiceUrl(activity.serviceUrl, !credentials.MicrosoftAppId)) {
          return refusal(403, 'Forbidden', 'this serviceUrl is not answered to');
        }
        adapter ??= connect(credentials);
        return take(parts, await adapter, request.headers.authorization ?? '', activity);
      },
    },
  ];
}

type Logic = (context: TurnContext) => Promise<void>;
type Connector = { take(authorization: string, activity: Activity, logic: Logic): ReturnType<CloudAdapter['process']> };

/** Made at the first request: most installations never have one, and its parts are slow to load. */
async function connect(credentials: Credentials): Promise<Connector> {
  const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = await import('botbuilder');
  // `process` writes whole errors to the console; going past it leaves what is logged to us.
  class QuietAdapter extends CloudAdapter {
    take(authorization: string, activity: Activity, logic: Logic) {
      return this.processActivity(authorization, activity, logic) as unknown as Promise<void>;
    }
  }
  return new QuietAdapter(new ConfigurationBotFrameworkAuthentication({ ...credentials }));
}

async function take(
  parts: EndpointParts,
  adapter: Connector,
  authorization: string,
  activity: Activity,
): Promise<Answer> {
  const id = storeId(activity.channelId, activity.conversation.id);
  try {
    await adapter.take(authorization, activity, (context) =>
      parts.turns.run(id, async () => {
        giveLog(context, new PlainLog(parts.store, context.activity));
        await parts.bot.run(context);
      }),
    );
    return { status: 200, body: {} };
  } catch (error) {
    const { name, statusCode } = error as { name?: string; statusCode?: unknown };
    if (name === 'AuthenticationError' || statusCode === 401)
      return refusal(401, 'Unauthorized', 'the token is not accepted');
    parts.failed(error);
    return refusal(502, 'BotError', 'the bot could not answer');
  }
}

const activity = z.looseObject({
  type: z.string().min(1),
  channelId: z.string().min(1),
  serviceUrl: z.string(),
  text: z.string().optional(),
  conversation: z.looseObject({ id: z.string().min(1) }),
  from: z.looseObject({ id: z.string() }),
  recipient: z.looseObject({ id: z.string() }),
});

function readActivity(body: Buffer): Activity | null {
  try {
    return activity.parse(JSON.parse(body.toString('utf8'))) as unknown as Activity;
  } catch {
    return null;
  }
}

function refusal(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}
