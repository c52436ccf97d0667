package dev.releaseledger.command.announce.channel;

import dev.releaseledger.command.outgoing.GuardedHttp;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Any receiver that follows Standard Webhooks 1.0: it checks the signature, and takes a {@code webhook-id} once. The body is a
 * CloudEvents 1.0 JSON event whose id is the delivery's, the same bytes at every attempt with
 * the same message.
 */
final class SignedWebhookChannel implements Channel {
    static final String TYPE = "dev.releaseledger.announcement.v1";

    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final URI url;
    private final String source;
    private final WebhookSignature signature;
    private final GuardedHttp http;
    private final Clock clock;

    /** @param source the ledger, as CloudEvents' {@code source} */
    SignedWebhookChannel(
            String name, URI url, String source, WebhookSignature signature, GuardedHttp http, Clock clock) {
        this.name = name;
        this.url = url;
        this.source = source;
        this.signature = signature;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean deduplicates() {
        return true;
    }

    @Override
    public Delivery deliver(Message message) {
        byte[] body = JSON.writeValueAsBytes(event(message));
        String id = message.deliveryId().toString();
        long timestamp = clock.instant().getEpochSecond();
        Map<String, String> headers = Map.of(
                "webhook-id", id,
                "webhook-timestamp", Long.toString(timestamp),
                "webhook-signature", signature.of(id, timestamp, body));
        return HttpDelivery.of(
                http.post(url, headers, "application/cloudevents+json; charset=utf-8", body), url.getHost(), "");
    }

    private Map<String, Object> event(Message message) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("title", message.title());
        data.put("text", message.text());
        if (message.markdown() != null) {
            data.put("markdown", message.markdown());
        }
        data.put("release", message.releaseRef().toString());
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", message.deliveryId().toString());
        event.put("source", source);
        event.put("type", TYPE);
        event.put("datacontenttype", "application/json");
        event.put("data", data);
        return event;
    }

    @Override
    public String toString() {
        return name + " (webhook, " + url.getHost() + ")";
    }
}
