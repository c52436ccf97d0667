package dev.releaseledger.command.desk;

import dev.releaseledger.command.append.Answer;
import dev.releaseledger.command.append.Append;
import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.AppendOutcome;
import dev.releaseledger.command.append.AppendTicket;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.Expectation;
import dev.releaseledger.command.append.LedgerUnavailable;
import dev.releaseledger.command.append.PendingReceipt;
import dev.releaseledger.command.append.Receipt;
import dev.releaseledger.command.append.ReceiptKey;
import dev.releaseledger.command.append.Receipts;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.envelope.EntryTooLarge;
import dev.releaseledger.events.release.rule.HeldClaim;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.caching.Cache;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Takes a command its whole way: the decision, the append, the refusal's record, the answer, or the receipt of an earlier
 * one. What was decided on a state that has moved on meanwhile is decided again.
 */
public final class CommandDesk {
    /** So often a command is decided again before its caller is asked to come back later. */
    private static final int ATTEMPTS = 12;

    private final CommandBus bus;
    private final Cache aggregates;
    private final AppendEngine engine;
    private final Receipts receipts;
    private final Refusals refusals;
    private final ClaimHolders holders;
    private final List<StreamStates<?>> others;

    /**
     * @param aggregates what the bus's aggregates are kept in, by stream
     * @param others the states of streams that decisions read beside their own
     */
    public CommandDesk(
            CommandBus bus,
            Cache aggregates,
            List<StreamStates<?>> others,
            AppendEngine engine,
            EntryReader entries,
            Receipts receipts,
            Refusals refusals) {
        this.bus = bus;
        this.aggregates = aggregates;
        this.engine = engine;
        this.receipts = receipts;
        this.refusals = refusals;
        this.holders = new ClaimHolders(entries);
        this.others = List.copyOf(others);
    }

    /**
     * Takes a command.
     *
     * @return the answer, whatever the outcome was
     * @throws LedgerUnavailable when nothing can be recorded now
     * @throws RequestRejected when the request ends without anything that a receipt or the ledger should keep
     */
    public Answer take(Asked asked, Command command, Reply reply) {
        // An append finds the receipt of a repeated request; what did not come so far may be one all the same.
        try {
            return decided(asked, command, reply);
        } catch (RequestRejected e) {
            return answeredBefore(asked).orElseThrow(() -> e);
        } catch (LedgerUnavailable e) {
            return answeredBefore(asked, e).orElseThrow(() -> e);
        }
    }

    private Answer decided(Asked asked, Command command, Reply reply) {
        boolean freshlyLoaded = false;
        HeldClaim held = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            AppendTicket ticket = new AppendTicket();
            PendingReceipt receipt = receipt(asked, done -> reply.done(done.lastSequence(), done.position()));
            if (receipt != null) {
                ticket.keeping(receipt);
            }
            CommandInHand hand = new CommandInHand(asked, asked.caller(command.occurredAt()), ticket, held);
            held = null;
            Decision decision = dispatch(command, hand);
            switch (decision) {
                // What is cached here may be older than what the caller has seen elsewhere: look once more, afresh.
                case Decision.Unknown unknown -> {
                    if (freshlyLoaded) {
                        throw new RequestRejected(notFound(command.stream()));
                    }
                    evict(command.stream());
                    freshlyLoaded = true;
                }
                case Decision.Stale stale -> {
                    if (freshlyLoaded) {
                        throw new RequestRejected(stale(stale.actual()));
                    }
                    evict(command.stream());
                    freshlyLoaded = true;
                }
                case Decision.OfOtherContent other -> {
                    if (freshlyLoaded) {
                        throw new RequestRejected(ofOtherContent(other));
                    }
                    evict(command.stream());
                    freshlyLoaded = true;
                }
                case Decision.Unchanged unchanged -> {
                    Optional<Answer> answer = unchanged(asked, command, reply, unchanged, hand.reads());
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                }
                case Decision.Refused refused -> {
                    Optional<Answer> answer = refused(asked, command, refused, hand.reads());
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                }
                case Decision.Accepted accepted -> {
                    AppendOutcome outcome = hand.ticket().outcome().orElseThrow();
                    if (outcome instanceof AppendOutcome.ClaimTaken taken) {
                        // Known to be held, it is for the rules to say so.
                        held = holders.look(taken).orElse(null);
                    }
                    Optional<Answer> answer = accepted(asked, command, reply, outcome);
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                }
            }
        }
        throw new RequestRejected(Problem.of(
                503, "busy", "Too busy", "others keep changing " + inWords(command.stream()) + "; try again"));
    }

    private Decision dispatch(Command command, CommandInHand hand) {
        AtomicReference<@Nullable CommandResultMessage<?>> result = new AtomicReference<>();
        bus.<Command, Object>dispatch(
                new GenericCommandMessage<>(command, Map.of(CommandInHand.KEY, hand)),
                (message, answered) -> result.set(answered));
        CommandResultMessage<?> answered = result.get();
        if (answered == null) {
            throw new IllegalStateException("the command bus answers on the calling thread");
        }
        if (!answered.isExceptional()) {
            return (Decision) answered.getPayload();
        }
        Throwable failure = answered.exceptionResult();
        if (failure instanceof AggregateNotFoundException) {
            return new Decision.Unknown();
        }
        if (hand.accepted() != null && hand.ticket().outcome().isPresent()) {
            // Accepted by the rules, turned down by the ledger: the outcome says how.
            return hand.accepted();
        }
        if (failure instanceof EntryTooLarge tooLarge) {
            throw new RequestRejected(Problem.of(
                    422,
                    "too-large",
                    "Too large",
                    "this would take up to " + tooLarge.bytes() + " bytes in the ledger; at most "
                            + EntryDraft.MAX_BYTES + " fit. Link to what is large and give its digest"));
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw new IllegalStateException(failure);
    }

    private Optional<Answer> accepted(Asked asked, Command command, Reply reply, AppendOutcome outcome) {
        return switch (outcome) {
            case AppendOutcome.Appended done -> {
                others.forEach(state -> state.forget(command.stream()));
                yield Optional.of(reply.done(done.lastSequence(), done.position()));
            }
            case AppendOutcome.ReceiptExists exists -> Optional.of(same(exists.receipt(), asked));
            case AppendOutcome.StreamMoved moved -> {
                evict(moved.stream());
                if (asked.ifMatch() != null && moved.stream().equals(command.stream())) {
                    throw new RequestRejected(stale(moved.actual()));
                }
                yield Optional.empty();
            }
            case AppendOutcome.ClaimTaken taken -> Optional.empty();
        };
    }

    private Optional<Answer> unchanged(
            Asked asked, Command command, Reply reply, Decision.Unchanged unchanged, List<Expectation> reads) {
        PendingReceipt receipt = receipt(asked, done -> reply.unchanged(unchanged.against(), done.position()));
        List<Expectation> still = new ArrayList<>(reads);
        still.add(new Expectation(command.stream(), unchanged.against()));
        return checked(
                engine.append(new Append(still, List.of(), List.of(), List.of(), receipt)),
                asked,
                done -> reply.unchanged(unchanged.against(), done.position()));
    }

    private Optional<Answer> refused(Asked asked, Command command, Decision.Refused refused, List<Expectation> reads) {
        if (!refusals.keepsOneOf(asked)) {
            Optional<Answer> before = answeredBefore(asked);
            if (before.isPresent()) {
                return before;
            }
        }
        Problem problem = Problem.refused(refused.violations());
        Answer answer =
                new Answer(problem.status(), problem.headers(), problem.json().getBytes(StandardCharsets.UTF_8));
        return checked(
                refusals.record(
                        command.getClass().getSimpleName(),
                        command.stream(),
                        refused,
                        reads,
                        asked,
                        receipt(asked, done -> answer)),
                asked,
                done -> answer);
    }

    private Optional<Answer> checked(
            AppendOutcome outcome, Asked asked, Function<AppendOutcome.Appended, Answer> answer) {
        return switch (outcome) {
            case AppendOutcome.Appended done -> Optional.of(answer.apply(done));
            case AppendOutcome.ReceiptExists exists -> Optional.of(same(exists.receipt(), asked));
            case AppendOutcome.StreamMoved moved -> {
                evict(moved.stream());
                yield Optional.empty();
            }
            case AppendOutcome.ClaimTaken taken -> throw new IllegalStateException("nothing was claimed");
        };
    }

    /**
     * The answer that this request got before; empty where it got none, or has no key.
     *
     * @throws LedgerUnavailable when the database does not answer
     * @throws RequestRejected when its key was used for a request with another body
     */
    public Optional<Answer> answeredBefore(Asked asked) {
        ReceiptKey key = key(asked);
        return key == null ? Optional.empty() : receipts.find(key).map(receipt -> same(receipt, asked));
    }

    /** What made the ledger unavailable tells more than that it still is. */
    private Optional<Answer> answeredBefore(Asked asked, LedgerUnavailable why) {
        try {
            return answeredBefore(asked);
        } catch (LedgerUnavailable still) {
            throw why;
        }
    }

    private static Answer same(Receipt receipt, Asked asked) {
        if (!receipt.bodyDigest().equals(asked.bodyDigest())) {
            throw new RequestRejected(Problem.of(
                    422,
                    "idempotency-key-reused",
                    "Idempotency-Key reused",
                    "this key was used for a request with another body; take a new key for a new request"));
        }
        Map<String, String> headers = new HashMap<>(receipt.answer().headers());
        headers.put("Idempotency-Replayed", "true");
        return new Answer(receipt.answer().status(), headers, receipt.answer().body());
    }

    private static @Nullable PendingReceipt receipt(Asked asked, Function<AppendOutcome.Appended, Answer> answer) {
        ReceiptKey key = key(asked);
        return key == null ? null : new PendingReceipt(key, asked.bodyDigest(), answer);
    }

    private static @Nullable ReceiptKey key(Asked asked) {
        return asked.idempotencyKey() == null
                ? null
                : new ReceiptKey(asked.actor(), asked.method(), asked.path(), asked.idempotencyKey());
    }

    private void evict(String stream) {
        aggregates.remove(stream);
        others.forEach(state -> state.forget(stream));
    }

    private static Problem notFound(String stream) {
        return Problem.of(404, "not-found", "Not found", "there is no " + inWords(stream));
    }

    private static String inWords(String stream) {
        return stream.replace('/', ' ');
    }

    private static Problem stale(long actual) {
        return Problem.of(
                412,
                "stale",
                "Stale",
                "it stands at sequence " + actual + "; look at it again, then send If-Match \"" + actual + "\"");
    }

    private static Problem ofOtherContent(Decision.OfOtherContent now) {
        return Problem.of(
                412,
                "stale",
                "Stale",
                "the evidence is of other content than the release has now: the changesDigest is " + now.changesDigest()
                        + ", and last " + now.lastChange() + "; test that, then record its evidence");
    }
}
