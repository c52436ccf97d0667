package dev.releaseledger.command.append;

import static dev.releaseledger.command.append.Drafts.after;
import static dev.releaseledger.command.append.Drafts.answered;
import static dev.releaseledger.command.append.Drafts.anyhow;
import static dev.releaseledger.command.append.Drafts.entry;
import static dev.releaseledger.command.append.Drafts.newKey;
import static dev.releaseledger.command.append.Drafts.newStream;
import static dev.releaseledger.command.append.Drafts.releasing;
import static dev.releaseledger.command.append.Drafts.taking;
import static dev.releaseledger.command.append.LedgerDatabases.asSuperuser;
import static dev.releaseledger.command.append.LedgerDatabases.count;
import static dev.releaseledger.command.append.LedgerDatabases.dataSource;
import static dev.releaseledger.command.append.LedgerDatabases.engine;
import static dev.releaseledger.command.append.LedgerDatabases.inHead;
import static dev.releaseledger.command.append.LedgerDatabases.recomputed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.command.append.AppendOutcome.Appended;
import dev.releaseledger.command.append.AppendOutcome.ClaimTaken;
import dev.releaseledger.command.append.AppendOutcome.ReceiptExists;
import dev.releaseledger.command.append.AppendOutcome.StreamMoved;
import dev.releaseledger.command.append.LedgerUnavailable.Reason;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.servers.testing.FaultyProxy;
import dev.releaseledger.servers.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class AppendEngineIT {
    private final TestDatabase database = LedgerDatabases.fresh();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final AppendEngine engine = closing(engine(database));

    private <T extends AutoCloseable> T closing(T closeable) {
        opened.addFirst(closeable);
        return closeable;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
        assertThat(inHead(database))
                .as("the head's tree is that of the entries")
                .isEqualTo(recomputed(database));
        assertThat(count(database, "select count(*) from ledger.entry"))
                .as("positions are dense")
                .isEqualTo(count(database, "select next_position from ledger.head"))
                .isEqualTo(count(database, "select coalesce(max(position) + 1, 0) from ledger.entry"));
        assertThat(
                        count(
                                database,
                                "select count(*) from (select 1 from ledger.entry group by stream having count(*) <> max(sequence) + 1) s"))
                .as("streams with a gap in their sequence")
                .isZero();
        List<Instant> times = new EntryReader(dataSource(database))
                .from(0, Integer.MAX_VALUE).stream()
                        .map(entry -> EntryJson.read(entry.bytes()).time())
                        .toList();
        assertThat(times).as("recorded times never go back").isSorted();
    }

    private FaultyProxy proxy() {
        return closing(FaultyProxy.to(database.host(), database.port()));
    }

    private AppendEngine engineThrough(FaultyProxy proxy) {
        return closing(engine(database.through(proxy.port())));
    }

    /** One that says soon that its database is away. */
    private AppendEngine impatientThrough(FaultyProxy proxy) {
        return closing(engine(database.through(proxy.port()), LedgerDatabases.IMPATIENT));
    }

    private static void concurrently(int callers, IntConsumer caller) {
        CompletableFuture<?>[] all = IntStream.range(0, callers)
                .mapToObj(i -> {
                    CompletableFuture<Void> done = new CompletableFuture<>();
                    Thread.ofVirtual().start(() -> {
                        try {
                            caller.accept(i);
                            done.complete(null);
                        } catch (Throwable e) {
                            done.completeExceptionally(e);
                        }
                    });
                    return done;
                })
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).orTimeout(5, TimeUnit.MINUTES).join();
    }

    private static @Nullable Reason reasonOf(@Nullable Throwable failure) {
        return switch (failure) {
            case LedgerUnavailable unavailable -> unavailable.reason();
            case CompletionException wrapped -> reasonOf(wrapped.getCause());
            case ExecutionException wrapped -> reasonOf(wrapped.getCause());
            case null, default -> throw new AssertionError("not unavailable", failure);
        };
    }

    @Test
    void aWriterThatDiedIsSeen() {
        LedgerHealth health = new LedgerHealth(engine);
        engine.append(anyhow(newStream()));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        var deadly = new PendingReceipt(newKey(), "digest", appended -> {
            throw new StackOverflowError();
        });
        CompletableFuture<AppendOutcome> killing =
                engine.submit(new Append(List.of(), List.of(entry(newStream())), List.of(), List.of(), deadly));
        assertThatThrownBy(() -> killing.get(2, TimeUnit.MINUTES))
                .satisfies(failure -> assertThat(reasonOf(failure)).isEqualTo(Reason.OUTCOME_UNKNOWN));
        await().atMost(Duration.ofMinutes(2))
                .dontCatchUncaughtExceptions()
                .untilAsserted(() -> assertThat(health.health().getStatus()).isEqualTo(Status.DOWN));
    }

    @Test
    void positionsAreDenseUnderTwoHundredCallersOfTwoEngines() {
        AppendEngine other = closing(engine(database));
        var positions = new ConcurrentLinkedQueue<Long>();
        concurrently(200, caller -> {
            AppendEngine mine = caller % 2 == 0 ? engine : other;
            String stream = newStream();
            for (int i = 0; i < 20; i++) {
                Appended appended = (Appended) mine.append(after(stream, i - 1));
                assertThat(appended.lastSequence()).isEqualTo(i);
                positions.add(appended.position());
            }
        });
        assertThat(positions.stream().sorted())
                .containsExactlyElementsOf(LongStream.range(0, 4_000).boxed().toList());
    }

    @Test
    void everyAnswerTellsWhereTheEntryReallyIs() {
        String stream = newStream();
        Appended appended = (Appended) engine.append(anyhow(stream, newStream(), stream));
        List<StoredEntry> stored = new EntryReader(dataSource(database)).from(0, 10);
        assertThat(stored.stream().map(e -> new AppendOutcome.Place(e.stream(), e.sequence(), e.position())))
                .isEqualTo(appended.places());
        assertThat(EntryJson.read(stored.getLast().bytes()).time()).isEqualTo(appended.time());
    }

    @Test
    void ofThoseWhoWantTheSamePlaceOneGetsIt() {
        AppendEngine other = closing(engine(database));
        String contested = newStream();
        var outcomes = new ConcurrentLinkedQueue<AppendOutcome>();
        concurrently(100, caller -> {
            AppendEngine mine = caller % 2 == 0 ? engine : other;
            outcomes.add(mine.append(after(contested, -1)));
            assertThat(mine.append(anyhow(newStream())))
                    .as("a conflict fails alone")
                    .isInstanceOf(Appended.class);
        });
        assertThat(outcomes).filteredOn(Appended.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(StreamMoved.class::isInstance)
                .hasSize(99)
                .allSatisfy(outcome -> assertThat(outcome).isEqualTo(new StreamMoved(contested, -1, 0)));
    }

    @Test
    void aClaimIsHeldByOneAcrossEngines() {
        AppendEngine other = closing(engine(database));
        var outcomes = new ConcurrentLinkedQueue<AppendOutcome>();
        concurrently(
                50,
                caller -> outcomes.add(
                        (caller % 2 == 0 ? engine : other).append(taking(newStream(), "version/checkout/2.5.0"))));
        assertThat(outcomes).filteredOn(Appended.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(ClaimTaken.class::isInstance).hasSize(49);
    }

    @Test
    void aClaimPassesFromHolderToHolder() {
        String first = newStream();
        String second = newStream();
        engine.append(taking(first, "deployment/production"));
        assertThat(engine.append(taking(second, "deployment/production")))
                .isEqualTo(new ClaimTaken("deployment/production", first));
        assertThat(engine.append(releasing(first, "deployment/production"))).isInstanceOf(Appended.class);
        assertThat(engine.append(taking(second, "deployment/production"))).isInstanceOf(Appended.class);
        assertThat(engine.append(taking(first, "deployment/production")))
                .isEqualTo(new ClaimTaken("deployment/production", second));
    }

    @Test
    void theSameCommandSentAtOnceThroughTwoEnginesIsRecordedOnceAndAnsweredAlike() {
        AppendEngine other = closing(engine(database));
        ReceiptKey key = newKey();
        String stream = newStream();
        var positions = new ConcurrentLinkedQueue<Long>();
        concurrently(40, caller -> {
            AppendOutcome outcome = (caller % 2 == 0 ? engine : other).append(answered(stream, key));
            positions.add(
                    switch (outcome) {
                        case Appended appended -> appended.position();
                        case ReceiptExists exists -> exists.receipt().position();
                        case StreamMoved moved -> throw new AssertionError(moved);
                        case ClaimTaken taken -> throw new AssertionError(taken);
                    });
        });
        assertThat(positions).hasSize(40).containsOnly(0L);
        assertThat(count(database, "select count(*) from ledger.entry")).isEqualTo(1);
        Receipt receipt = new Receipts(dataSource(database)).find(key).orElseThrow();
        assertThat(receipt.answer().body()).asString().isEqualTo("0");
        assertThat(receipt.answer().headers()).isEqualTo(Map.of("ETag", "\"0\""));
        assertThat(receipt.answer().status()).isEqualTo(200);
        assertThat(receipt.bodyDigest()).isEqualTo("digest");
        assertThat(new Receipts(dataSource(database)).find(newKey())).isEmpty();
    }

    @Test
    void whatTheDatabaseRefusesFailsAloneAndSaysNothingOfSql() {
        var failures = new ConcurrentLinkedQueue<Throwable>();
        concurrently(100, caller -> {
            if (caller % 25 == 7) {
                try {
                    engine.append(taking(newStream(), "a NUL \u0000 in a text"));
                } catch (AppendFailed e) {
                    failures.add(e);
                }
            } else {
                assertThat(engine.append(anyhow(newStream()))).isInstanceOf(Appended.class);
            }
        });
        assertThat(failures).hasSize(4).allSatisfy(failure -> {
            assertThat(failure).hasMessage("the ledger could not record this").hasNoCause();
        });
        assertThat(count(database, "select count(*) from ledger.entry")).isEqualTo(96);
    }

    @Test
    void anAnswerThatCannotBeWrittenFailsAlone() {
        Append broken = new Append(
                List.of(),
                List.of(entry(newStream())),
                List.of(),
                List.of(),
                new PendingReceipt(newKey(), "digest", appended -> {
                    throw new IllegalStateException("no answer");
                }));
        assertThatThrownBy(() -> engine.append(broken)).isInstanceOf(AppendFailed.class);
        assertThat(engine.append(anyhow(newStream()))).isInstanceOf(Appended.class);
        assertThat(count(database, "select count(*) from ledger.entry")).isEqualTo(1);
    }

    @Test
    void aCommitWhoseAnswerIsLostIsRecordedOnceAndAnswered() {
        FaultyProxy proxy = proxy();
        AppendEngine behind = engineThrough(proxy);
        String stream = newStream();
        behind.append(after(stream, -1));
        for (int i = 0; i < 5; i++) {
            proxy.loseNextCommitAnswer();
            assertThat(((Appended) behind.append(after(stream, i))).lastSequence())
                    .isEqualTo(i + 1);
        }
        assertThat(proxy.lostCommitAnswers()).isEqualTo(5);
        assertThat(count(database, "select count(*) from ledger.entry")).isEqualTo(6);
    }

    @Test
    void aLostAnswerIsFoundEvenWhenAnotherEngineHasGoneOn() {
        FaultyProxy proxy = proxy();
        AppendEngine behind = engineThrough(proxy);
        AtomicLong recorded = new AtomicLong();
        concurrently(50, caller -> {
            String stream = newStream();
            for (int i = 0; i < 10; i++) {
                if (caller == 0) {
                    proxy.loseNextCommitAnswer();
                }
                assertThat(((Appended) (caller % 2 == 0 ? behind : engine).append(after(stream, i - 1))).lastSequence())
                        .isEqualTo(i);
                recorded.incrementAndGet();
            }
        });
        assertThat(proxy.lostCommitAnswers()).isGreaterThan(0);
        assertThat(count(database, "select count(*) from ledger.entry")).isEqualTo(recorded.get());
    }

    @Test
    void aLostAnswerToAReceiptWithoutEntriesIsFoundAsThatReceipt() {
        FaultyProxy proxy = proxy();
        AppendEngine behind = engineThrough(proxy);
        ReceiptKey key = newKey();
        proxy.loseNextCommitAnswer();
        AppendOutcome outcome =
                behind.append(new Append(List.of(), List.of(), List.of(), List.of(), Drafts.tellingPosition(key)));
        assertThat(proxy.lostCommitAnswers()).isEqualTo(1);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ReceiptExists.class,
                        exists -> assertThat(exists.receipt().key()).isEqualTo(key));
    }

    @Test
    void connectionsThatAreCutAtAnyMomentLoseAndDoubleNothing() {
        FaultyProxy proxy = proxy();
        AppendEngine behind = impatientThrough(proxy);
        AtomicLong recorded = new AtomicLong();
        proxy.cutEachAfter(() -> ThreadLocalRandom.current().nextLong(40_000));
        proxy.cut();
        concurrently(20, caller -> {
            String stream = newStream();
            for (int i = 0; i < 30; ) {
                if (i == caller) {
                    proxy.loseNextCommitAnswer();
                }
                try {
                    assertThat(((Appended) behind.append(after(stream, i - 1))).lastSequence())
                            .isEqualTo(i);
                    recorded.incrementAndGet();
                    i++;
                } catch (LedgerUnavailable e) {
                    assertThat(e.reason()).as("a clear no").isEqualTo(Reason.DATABASE_AWAY);
                }
            }
        });
        assertThat(proxy.usedUpConnections()).as("cuts").isGreaterThan(10);
        assertThat(proxy.lostCommitAnswers()).isGreaterThan(0);
        assertThat(count(database, "select count(*) from ledger.entry"))
                .isEqualTo(600)
                .isEqualTo(recorded.get());
    }

    @Test
    void whenTheDatabaseIsAwayCallersAreToldInTimeAndWhenItIsBackAppendsGoOn() {
        FaultyProxy proxy = proxy();
        AppendEngine behind = impatientThrough(proxy);
        AppendEngine patientlyBehind = engineThrough(proxy);
        behind.append(anyhow(newStream()));
        proxy.down();
        CompletableFuture<AppendOutcome> unlucky = behind.submit(anyhow(newStream()));
        assertThat(unlucky)
                .failsWithin(Duration.ofMinutes(2))
                .withThrowableThat()
                .withCauseInstanceOf(LedgerUnavailable.class);
        assertThat(behind.databaseAnswers()).isFalse();
        CompletableFuture<AppendOutcome> patient = patientlyBehind.submit(anyhow(newStream()));
        proxy.up();
        assertThat(patient.orTimeout(2, TimeUnit.MINUTES).join()).isInstanceOf(Appended.class);
        assertThat(patientlyBehind.databaseAnswers()).isTrue();
        awaitAppended(behind);
        assertThat(behind.databaseAnswers()).isTrue();
        assertThat(count(database, "select count(*) from ledger.entry")).isEqualTo(3);
    }

    @Test
    void givenADatabaseThatIsBack_itIsSeenThoughNobodyAppends() {
        FaultyProxy proxy = proxy();
        AppendEngine behind = impatientThrough(proxy);
        behind.append(anyhow(newStream()));
        proxy.down();
        assertThatThrownBy(() -> behind.append(anyhow(newStream()))).isInstanceOf(LedgerUnavailable.class);
        assertThat(behind.databaseAnswers()).isFalse();
        proxy.up();
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(behind.databaseAnswers()).isTrue());
    }

    @Test
    void whenTheDatabaseGoesInTheMiddleOfABatchItsCallersGetAClearNoInTime() {
        FaultyProxy proxy = proxy();
        AppendEngine behind = impatientThrough(proxy);
        behind.append(anyhow(newStream()));
        Append cut = new Append(
                List.of(),
                List.of(entry(newStream())),
                List.of(),
                List.of(),
                new PendingReceipt(newKey(), "digest", appended -> {
                    proxy.down();
                    return new Answer(200, Map.of(), new byte[0]);
                }));
        assertThat(behind.submit(cut))
                .failsWithin(Duration.ofMinutes(2))
                .withThrowableThat()
                .satisfies(failure -> assertThat(reasonOf(failure)).isEqualTo(Reason.DATABASE_AWAY));
        proxy.up();
        assertThat(count(database, "select count(*) from ledger.entry")).isEqualTo(1);
    }

    @Test
    void aDatabaseThatHangsIsGivenUpAndFoundAgain() {
        FaultyProxy proxy = proxy();
        AppendEngine behind = impatientThrough(proxy);
        behind.append(anyhow(newStream()));
        proxy.freeze();
        CompletableFuture<AppendOutcome> unlucky = behind.submit(anyhow(newStream()));
        assertThat(unlucky)
                .failsWithin(Duration.ofMinutes(2))
                .withThrowableThat()
                .satisfies(failure -> assertThat(reasonOf(failure)).isEqualTo(Reason.DATABASE_AWAY));
        proxy.thaw();
        awaitAppended(behind);
        assertThat(count(database, "select count(*) from ledger.entry")).isEqualTo(2);
    }

    private static void awaitAppended(AppendEngine engine) {
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            try {
                return engine.append(anyhow(newStream())) instanceof Appended;
            } catch (LedgerUnavailable e) {
                return false;
            }
        });
    }

    @Test
    void anEngineThatFreezesInTheMiddleOfABatchCannotHoldTheHead() throws Exception {
        AppendEngine frozen = closing(engine(database));
        CountDownLatch holdsTheHead = new CountDownLatch(1);
        CountDownLatch thaw = new CountDownLatch(1);
        String stream = newStream();
        Append freezing = new Append(
                List.of(new Expectation(stream, -1)),
                List.of(entry(stream)),
                List.of(),
                List.of(),
                new PendingReceipt(newKey(), "digest", appended -> {
                    holdsTheHead.countDown();
                    try {
                        thaw.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return new Answer(200, Map.of(), new byte[0]);
                }));
        CompletableFuture<AppendOutcome> late = frozen.submit(freezing);
        try {
            holdsTheHead.await();
            assertThat(engine.submit(anyhow(newStream())))
                    .as("the others go on once the server has ended the frozen transaction")
                    .succeedsWithin(Duration.ofMinutes(2))
                    .isInstanceOf(Appended.class);
        } finally {
            thaw.countDown();
        }
        assertThat(late.handle((outcome, failure) -> failure == null ? outcome : reasonOf(failure))
                        .join())
                .as("recorded after all, or a clear no")
                .satisfiesAnyOf(
                        outcome -> assertThat(outcome).isInstanceOf(Appended.class),
                        outcome -> assertThat(outcome).isEqualTo(Reason.DATABASE_AWAY));
        assertThat(count(database, "select count(*) from ledger.entry where stream = '" + stream + "'"))
                .isEqualTo(late.isCompletedExceptionally() ? 0 : 1);
    }

    @Test
    void timeNeverGoesBackAndAHeadFarInTheFutureStopsAppends() {
        engine.append(anyhow(newStream()));
        asSuperuser(database, "update ledger.head set time = clock_timestamp() + interval '1 second'");
        Instant future = ((Appended) engine.append(anyhow(newStream()))).time();
        assertThat(((Appended) engine.append(anyhow(newStream()))).time()).isAfterOrEqualTo(future);
        assertThat(engine.clockAlarm()).isEmpty();

        asSuperuser(database, "update ledger.head set time = clock_timestamp() + interval '1 hour'");
        assertThatThrownBy(() -> engine.append(anyhow(newStream())))
                .isInstanceOfSatisfying(
                        LedgerUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOCK_AHEAD));
        assertThat(engine.clockAlarm()).isPresent();
        // As the clock is put right; the head itself refuses to go back.
        asSuperuser(
                database,
                "set session_replication_role = replica;"
                        + " update ledger.head set time = clock_timestamp() + interval '1 second'");
        await("until it is no longer in the future, without anyone appending")
                .atMost(Duration.ofMinutes(2))
                .until(() -> engine.clockAlarm().isEmpty());
        assertThat(engine.append(anyhow(newStream()))).isInstanceOf(Appended.class);
    }

    @Test
    void aDatabaseThatForgotWhatWasAnsweredIsNotAppendedTo() {
        FaultyProxy proxy = proxy();
        AppendEngine behind = engineThrough(proxy);
        behind.append(anyhow(newStream()));
        behind.append(anyhow(newStream()));
        asSuperuser(database, """
                set session_replication_role = replica;
                delete from ledger.entry where position = 1;
                update ledger.head set next_position = 1, frontier = '\\x%s'
                """.formatted(recomputedUpTo(1)));
        proxy.cut();
        assertThatThrownBy(() -> behind.append(anyhow(newStream())))
                .isInstanceOfSatisfying(
                        LedgerUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
        assertThat(behind.obstacle()).contains(Reason.REFUSED);
    }

    private String recomputedUpTo(int size) {
        return new EntryReader(dataSource(database))
                .from(0, size).stream()
                        .map(entry -> dev.releaseledger.events.ledger.Hash.leaf(entry.bytes()))
                        .reduce(
                                dev.releaseledger.events.ledger.Frontier.EMPTY,
                                dev.releaseledger.events.ledger.Frontier::append,
                                (a, b) -> b)
                        .root()
                        .toHex();
    }

    @Test
    void aFullQueueRefusesAtOnce() throws Exception {
        AppendSettings small =
                new AppendSettings(2, 1L << 20, 1, 1L << 20, Duration.ofMinutes(2), Duration.ofMinutes(2));
        var meters = new SimpleMeterRegistry();
        AppendEngine tight = closing(new AppendEngine(
                LedgerDatabases.database(database), small, LedgerDatabases.OPEN, new HeadSignal(), meters));
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Append blocking = new Append(
                List.of(),
                List.of(entry(newStream())),
                List.of(),
                List.of(),
                new PendingReceipt(newKey(), "digest", appended -> {
                    busy.countDown();
                    try {
                        free.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return new Answer(200, Map.of(), new byte[0]);
                }));
        List<CompletableFuture<AppendOutcome>> taken = new ArrayList<>();
        taken.add(tight.submit(blocking));
        busy.await();
        taken.add(tight.submit(anyhow(newStream())));
        taken.add(tight.submit(anyhow(newStream())));
        assertThat(meters.get("release.ledger.append.waiting").gauge().value()).isEqualTo(2);
        assertThat(reasonOf(tight.submit(anyhow(newStream())).exceptionNow())).isEqualTo(Reason.FULL);
        free.countDown();
        taken.forEach(future -> assertThat(future.join()).isInstanceOf(Appended.class));
        assertThat(meters.get("release.ledger.append").timer().count()).isEqualTo(3);
    }

    @Test
    void closingAnswersAllThatWait() {
        AppendEngine closing = engine(database);
        List<CompletableFuture<AppendOutcome>> waiting = IntStream.range(0, 500)
                .mapToObj(i -> closing.submit(anyhow(newStream())))
                .toList();
        closing.close();
        assertThat(waiting).allSatisfy(future -> assertThat(future.getNow(null)).isInstanceOf(Appended.class));
        assertThat(reasonOf(closing.submit(anyhow(newStream())).exceptionNow())).isEqualTo(Reason.CLOSING);
    }

    @Test
    void theFirstSessionIsOpenedAndMadeSureOfBeforeAnybodyAppends() {
        CountDownLatch told = new CountDownLatch(1);
        Admission admission = new Admission() {
            @Override
            public Optional<Reason> obstacle() {
                return Optional.empty();
            }

            @Override
            public void sessionReplaced() {
                told.countDown();
            }
        };
        closing(new AppendEngine(
                LedgerDatabases.database(database),
                LedgerDatabases.PATIENT,
                admission,
                new HeadSignal(),
                new SimpleMeterRegistry()));
        await().atMost(Duration.ofMinutes(2)).until(() -> told.getCount() == 0);
    }

    @Test
    void nothingIsTriedBeforeItIsAdmitted() {
        var obstacle =
                new java.util.concurrent.atomic.AtomicReference<Optional<Reason>>(Optional.of(Reason.NOT_CHECKED));
        AppendEngine guarded = closing(new AppendEngine(
                LedgerDatabases.database(database),
                LedgerDatabases.PATIENT,
                obstacle::get,
                new HeadSignal(),
                new SimpleMeterRegistry()));
        assertThat(reasonOf(guarded.submit(anyhow(newStream())).exceptionNow())).isEqualTo(Reason.NOT_CHECKED);
        obstacle.set(Optional.empty());
        assertThat(guarded.append(anyhow(newStream()))).isInstanceOf(Appended.class);
    }
}
