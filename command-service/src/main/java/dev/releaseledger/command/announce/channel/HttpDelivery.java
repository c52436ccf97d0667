package dev.releaseledger.command.announce.channel;

import dev.releaseledger.command.outgoing.Reception;

/** What a webhook's reception says about the delivery: whoever takes an announcement has got it. */
final class HttpDelivery {
    private HttpDelivery() {}

    static Delivery of(Reception reception) {
        return switch (reception) {
            case Reception.Taken taken -> new Delivery.Sent("HTTP " + taken.status());
            case Reception.Failed failed -> new Delivery.Failed(failed.reason(), failed.retryAfter());
            case Reception.Refused refused -> new Delivery.Refused(refused.reason());
            case Reception.Uncertain uncertain -> new Delivery.Uncertain(uncertain.reason());
        };
    }
}
