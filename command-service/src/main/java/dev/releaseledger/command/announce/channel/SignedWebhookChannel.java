package dev.releaseledger.command.announce.channel;

import dev.releaseledger.command.outgoing.SignedWebhook;
import java.util.LinkedHashMap;
import java.util.Map;

/** Any receiver that follows Standard Webhooks 1.0. The event's id is the delivery's. */
final class SignedWebhookChannel implements Channel {
    static final String TYPE = "dev.releaseledger.announcement.v1";

    private final String name;
    private final SignedWebhook webhook;

    SignedWebhookChannel(String name, SignedWebhook webhook) {
        this.name = name;
        this.webhook = webhook;
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
        Map<String, String> data = new LinkedHashMap<>();
        data.put("title", message.title());
        data.put("text", message.text());
        if (message.markdown() != null) {
            data.put("markdown", message.markdown());
        }
        data.put("release", message.reference().toString());
        return HttpDelivery.of(webhook.post(message.deliveryId(), TYPE, data));
    }

    @Override
    public String toString() {
        return name + " (" + webhook + ")";
    }
}
