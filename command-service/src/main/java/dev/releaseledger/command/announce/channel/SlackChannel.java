package dev.releaseledger.command.announce.channel;

import dev.releaseledger.command.announce.channel.Delivery.Refused;
import dev.releaseledger.command.outgoing.GuardedHttp;
import dev.releaseledger.command.outgoing.HttpOutcome;
import dev.releaseledger.command.outgoing.HttpOutcome.Answered;
import dev.releaseledger.command.outgoing.Reception;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** An incoming webhook of Slack, or of a chat that takes the same: JSON with a {@code text}. Its URL is its secret. */
final class SlackChannel implements Channel {
    /** Slack cuts longer texts. */
    static final int LONGEST_TEXT = 40_000;

    /** What Slack's documentation of incoming webhooks lists; nothing else of an answer is repeated. */
    private static final Set<String> ERRORS = Set.of(
            "action_prohibited",
            "channel_is_archived",
            "channel_not_found",
            "invalid_payload",
            "invalid_token",
            "no_active_hooks",
            "no_service",
            "no_service_id",
            "no_team",
            "no_text",
            "posting_to_general_channel_denied",
            "team_disabled",
            "too_many_attachments",
            "user_not_found");

    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final URI url;
    private final GuardedHttp http;

    SlackChannel(String name, URI url, GuardedHttp http) {
        this.name = name;
        this.url = url;
        this.http = http;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean deduplicates() {
        return false;
    }

    @Override
    public Delivery deliver(Message message) {
        String text = escaped(message.title() + "\n\n" + message.text() + "\n\n" + message.reference());
        if (text.length() > LONGEST_TEXT) {
            return new Refused("the text is longer than the " + LONGEST_TEXT + " characters that the chat shows");
        }
        byte[] body = JSON.writeValueAsBytes(Map.of("text", text));
        HttpOutcome outcome = http.post(url, Map.of(), "application/json; charset=utf-8", body);
        return HttpDelivery.of(Reception.of(outcome, url.getHost(), detail(outcome)));
    }

    /** In Slack these three characters begin links, mentions and entities; the rest is text. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String detail(HttpOutcome outcome) {
        return outcome instanceof Answered answer
                        && ERRORS.contains(answer.body().strip())
                ? " (" + answer.body().strip() + ")"
                : "";
    }

    @Override
    public String toString() {
        return name + " (Slack, " + url.getHost() + ")";
    }
}
