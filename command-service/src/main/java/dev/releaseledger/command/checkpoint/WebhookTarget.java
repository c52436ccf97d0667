package dev.releaseledger.command.checkpoint;

import dev.releaseledger.command.append.DeliveryLog.Place;
import dev.releaseledger.command.outgoing.Reception;
import dev.releaseledger.command.outgoing.SignedWebhook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A receiver that follows Standard Webhooks 1.0. It gets the same checkpoint under the same {@code webhook-id}. */
final class WebhookTarget implements Target {
    static final String TYPE = "dev.releaseledger.checkpoint.v1";

    private final SignedWebhook webhook;
    private final String address;
    private final Duration interval;

    WebhookTarget(SignedWebhook webhook, String address, Duration interval) {
        this.webhook = webhook;
        this.address = address;
        this.interval = interval;
    }

    @Override
    public Place place() {
        return new Place("webhook", address);
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public Reply give(Kept kept) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("origin", kept.checkpoint().origin());
        data.put("size", Long.toString(kept.size()));
        data.put("root", kept.checkpoint().root().toBase64());
        data.put("note", kept.note());
        UUID id = UUID.nameUUIDFromBytes(kept.note().getBytes(StandardCharsets.UTF_8));
        return switch (webhook.post(id, TYPE, data)) {
            case Reception.Taken taken -> new Reply.Taken();
            case Reception.Failed failed -> new Reply.Failed(failed.reason(), failed.retryAfter());
            case Reception.Refused refused -> new Reply.Refused(refused.reason());
            case Reception.Uncertain uncertain -> new Reply.Failed(uncertain.reason(), null);
        };
    }
}
