package dev.releaseledger.command.execute;

import dev.releaseledger.command.execute.ExecutionOutcome.Accepted;
import dev.releaseledger.command.execute.ExecutionOutcome.Failed;
import dev.releaseledger.command.execute.ExecutionOutcome.Refused;
import dev.releaseledger.command.execute.ExecutionOutcome.Uncertain;
import dev.releaseledger.command.outgoing.Reception;
import dev.releaseledger.command.outgoing.SignedWebhook;
import dev.releaseledger.events.release.RollbackKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Has rollbacks executed by one receiver of signed webhooks: a pipeline, a deployment tool, a script behind an endpoint.
 *
 * <h2>The request</h2>
 *
 * <pre>
 * POST &lt;release-ledger.rollback-executor.url&gt;
 * content-type: application/cloudevents+json; charset=utf-8
 * webhook-id: &lt;executionId&gt;
 * webhook-timestamp: &lt;seconds since 1970, of this attempt&gt;
 * webhook-signature: v1,&lt;Base64&gt; v1,&lt;Base64&gt; …
 *
 * {"specversion":"1.0","id":"&lt;executionId&gt;","source":"/release-ledger/&lt;origin&gt;",
 *  "type":"dev.releaseledger.rollback-execution.v1","datacontenttype":"application/json",
 *  "data":{"executionId":"…","releaseId":"…","rollbackId":"…","deploymentId":"…","product":"checkout","version":"2.5.0",
 *          "environment":"production","kind":"CODE","toVersion":"2.4.1","summary":"…"}}
 * </pre>
 *
 * {@code kind} is {@code CODE} (deploy the previous version), {@code FLAG} (disable the release's flags) or {@code DATA} (run the
 * reversal script). {@code toVersion} is absent where nobody named one. Of the kind {@code FLAG}, {@code flags} has the keys of
 * all flags that open a dark deployment, sorted; those that are this ledger's own are disabled already, unless a rule kept them
 * from it, as one of an archived flag, or somebody enabled them again. Where all of them are its own, nothing is asked for. It is absent where none opens it. The body is the same bytes at every attempt.
 *
 * <h2>Verifying the signature</h2>
 *
 * As Standard Webhooks 1.0 says: over the bytes of {@code webhook-id + "." + webhook-timestamp + "." + body}, the body as it came,
 * compute HMAC-SHA256 with the key, which is the secret without {@code whsec_}, decoded from Base64. One of the header's
 * signatures, which spaces separate, must be {@code v1,} and the Base64 of that; compare in constant time. There is one for each
 * configured secret, so that a secret can be changed without a pause. Turn away (401) what does not verify, and what is stamped
 * more than five minutes off your clock: otherwise a recorded request could be played again later than ids are remembered.
 *
 * <h2>The acknowledgement</h2>
 *
 * <table>
 * <caption>What an answer means</caption>
 * <tr><th>answer</th><th>meaning</th></tr>
 * <tr><td>200 {@code {"status":"done","summary":"…","link":"…","digest":"sha256:…"}}</td>
 *     <td>executed; {@link ExecutionOutcome.Done}. {@code link} and {@code digest} may be absent.</td></tr>
 * <tr><td>202, whatever its body; 200 {@code {"status":"accepted"}}</td>
 *     <td>it will be executed, and the receiver reports the end by itself; {@link ExecutionOutcome.Accepted}</td></tr>
 * <tr><td>200 {@code {"status":"failed","summary":"…"}}</td>
 *     <td>executed, and it failed; {@link ExecutionOutcome.Broke}</td></tr>
 * <tr><td>408, 425, 429; 503 with {@code Retry-After}; no connection</td>
 *     <td>not begun, and may be asked again; {@link ExecutionOutcome.Failed}</td></tr>
 * <tr><td>any other 4xx; 301, 307, 308; 501, 505; an address inside that is not allowed</td>
 *     <td>not begun, and a person has to change something; {@link ExecutionOutcome.Refused}</td></tr>
 * <tr><td>anything else: another 2xx, a 200 without one of these bodies, 500, 502, 504, a bare 503, no answer</td>
 *     <td>nobody knows; {@link ExecutionOutcome.Uncertain}</td></tr>
 * </table>
 *
 * A summary has 1 to 2,000 characters, a link is an http or https URL of at most 2,000, a digest is {@code sha256:} and 64
 * lower-case hexadecimal digits; a body that breaks this acknowledges nothing. A field that is null counts as absent, other fields
 * are not looked at, and no field may come twice. The answer has to be there within
 * {@code release-ledger.outgoing.response-timeout}; what takes longer is answered 202.
 *
 * <h2>Attempts</h2>
 *
 * The same execution may be asked for again, under the same {@code webhook-id}, after any answer that leaves it unbegun or open. So
 * remember ids before you act, act on each once, and answer a repeated one with what became of it: {@code done}, {@code failed},
 * or {@code accepted} while it runs. A receiver that has an id and no longer knows what became of it answers 500, never an answer
 * that says it was not begun.
 */
final class SignedWebhookExecutor implements RollbackExecutor {
    static final String TYPE = "dev.releaseledger.rollback-execution.v1";

    private final Set<RollbackKind> kinds;
    private final SignedWebhook webhook;
    private final Acknowledgement acknowledgement;

    /** @param kinds what the receiver can execute */
    SignedWebhookExecutor(Set<RollbackKind> kinds, SignedWebhook webhook, Acknowledgement acknowledgement) {
        this.kinds = Set.copyOf(kinds);
        this.webhook = webhook;
        this.acknowledgement = acknowledgement;
    }

    @Override
    public String source() {
        return webhook.host();
    }

    @Override
    public boolean isConfigured(RollbackKind kind) {
        return kinds.contains(kind);
    }

    @Override
    public ExecutionOutcome execute(Execution execution) {
        if (!isConfigured(execution.kind())) {
            return NoExecutor.refused(execution.kind());
        }
        return switch (webhook.post(execution.executionId(), TYPE, data(execution))) {
            case Reception.Taken taken -> acknowledged(taken);
            case Reception.Failed failed -> new Failed(failed.reason(), failed.retryAfter());
            case Reception.Refused refused -> new Refused(refused.reason());
            case Reception.Uncertain uncertain -> new Uncertain(uncertain.reason());
        };
    }

    /** Taken is not done: what is executed on nobody's word is not recorded as executed. */
    private ExecutionOutcome acknowledged(Reception.Taken taken) {
        if (taken.status() == 202) {
            return new Accepted();
        }
        Uncertain uncertain =
                new Uncertain(webhook.host() + " answered " + taken.status() + " without an acknowledgement");
        return taken.status() == 200 ? acknowledgement.read(taken.body()).orElse(uncertain) : uncertain;
    }

    private static Map<String, Object> data(Execution execution) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("executionId", execution.executionId().toString());
        data.put("releaseId", execution.releaseId().toString());
        data.put("rollbackId", execution.rollbackId().toString());
        data.put("deploymentId", execution.deploymentId().toString());
        data.put("product", execution.product());
        data.put("version", execution.version());
        data.put("environment", execution.environment());
        data.put("kind", execution.kind().name());
        if (execution.toVersion() != null) {
            data.put("toVersion", execution.toVersion());
        }
        data.put("summary", execution.summary());
        if (execution.kind() == RollbackKind.FLAG && !execution.flags().isEmpty()) {
            data.put("flags", new TreeSet<>(execution.flags()));
        }
        return data;
    }

    @Override
    public String toString() {
        return "rollback executor (" + webhook + ")";
    }
}
