package dev.releaseledger.command.outgoing;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * A receiver that follows Standard Webhooks 1.0: it checks the signature, and acts on a {@code webhook-id} once. The body is a
 * CloudEvents 1.0 JSON event whose id is the webhook's: the same bytes under the same id whenever the same is posted.
 */
public final class SignedWebhook {
    private static final JsonMapper JSON = new JsonMapper();

    private final URI url;
    private final String source;
    private final WebhookSignature signature;
    private final GuardedHttp http;
    private final Clock clock;

    /**
     * @param url where it is called; it may hold a secret
     * @param source the ledger, as CloudEvents' {@code source}
     */
    public SignedWebhook(URI url, String source, WebhookSignature signature, GuardedHttp http, Clock clock) {
        this.url = url;
        this.source = source;
        this.signature = signature;
        this.http = http;
        this.clock = clock;
    }

    /** The receiver's host: all that may be told of where it is. */
    public String host() {
        return url.getHost();
    }

    /**
     * Posts one event, once.
     *
     * @param id the same for every attempt to say the same
     * @param type CloudEvents' {@code type}
     * @param data texts, or lists of them, by name, in the order in which they are written
     */
    public Reception post(UUID id, String type, Map<String, ?> data) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", id.toString());
        event.put("source", source);
        event.put("type", type);
        event.put("datacontenttype", "application/json");
        event.put("data", data);
        byte[] body = JSON.writeValueAsBytes(event);
        long timestamp = clock.instant().getEpochSecond();
        Map<String, String> headers = Map.of(
                "webhook-id", id.toString(),
                "webhook-timestamp", Long.toString(timestamp),
                "webhook-signature", signature.of(id.toString(), timestamp, body));
        return Reception.of(
                http.post(url, headers, "application/cloudevents+json; charset=utf-8", body), url.getHost(), "");
    }

    @Override
    public String toString() {
        return "webhook, " + host();
    }
}
