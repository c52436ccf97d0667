package dev.releaseledger.importer.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.importer.history.file.FileHistory;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportTest implements Observer {

    private static final Patience SHORT =
            new Patience(Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofSeconds(20));
    private static final int SAMPLE_RELEASES = 9;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private Service service;

    @BeforeEach
    void startService() throws IOException {
        service = Service.start();
    }

    @AfterEach
    void stopService() {
        service.close();
    }

    @Override
    public void say(String line) {
        said.add(line);
    }

    @Override
    public void progress(long read, long size, long releases) {}

    @Test
    void theWholeHistoryIsRecorded() throws Exception {
        var summary = run();

        assertThat(summary.succeeded()).isTrue();
        assertThat(summary.releases()).isEqualTo(SAMPLE_RELEASES);
        assertThat(summary.evidence()).isEqualTo(6);
        assertThat(summary.approvals()).isEqualTo(5 * SAMPLE_RELEASES);
        assertThat(summary.deployments()).isEqualTo(SAMPLE_RELEASES);
        assertThat(summary.skipped()).isEqualTo(1);
        assertThat(summary.calls()).isEqualTo(service.recorded().size());
        assertThat(said).containsExactly("v2.1.0-rc.0: skipped, a candidate for 2.1.0, which was never released");
        assertThat(service.recorded()).allMatch(call -> call.token().equals("Bearer token"));
    }

    @Test
    void eachReleaseIsRecordedInItsOrderAndAllArePlannedInTheirs() throws Exception {
        run();

        assertThat(service.recorded())
                .filteredOn(call -> call.path().equals("/v1/releases"))
                .extracting(call -> call.body().path("version").stringValue())
                .containsExactly("1.0.0", "1.0.1", "1.1.0", "1.1.1", "1.2.0", "1.2.1", "1.2.2", "2.0.0", "2.0.1");
    }

    @Test
    void oneReleaseAtATimeIsDeployedInTheHistorysOrder() throws Exception {
        run();

        var deployments = service.recorded().stream()
                .filter(call ->
                        call.path().endsWith("/deployments") || call.path().endsWith("/verify"))
                .toList();
        var artefacts = deployments.stream()
                .map(call -> call.body().path("artefact").path("name").asString("verified"))
                .toList();

        assertThat(artefacts)
                .startsWith("lighthouse-1.0.0", "verified", "lighthouse-1.0.1", "verified", "lighthouse-1.1.0")
                .endsWith("lighthouse-2.0.1", "verified");
    }

    @Test
    void aSecondRunAddsNothing() throws Exception {
        run();
        var before = service.recorded();

        var summary = run();

        assertThat(service.recorded()).isEqualTo(before);
        assertThat(summary.succeeded()).isTrue();
        assertThat(summary.changes()).isZero();
        assertThat(summary.alreadyThere()).isEqualTo(before.size());
        assertThat(summary.releases()).isEqualTo(SAMPLE_RELEASES);
    }

    @Test
    void aSecondRunAddsNothingAndIsRefusedNothing_howeverOldTheReceipts() throws Exception {
        run();
        var before = service.recorded();
        service.forgetReceipts();

        var summary = run();

        assertThat(service.recorded()).isEqualTo(before);
        assertThat(service.refused()).isZero();
        assertThat(summary.succeeded()).isTrue();
        assertThat(summary.releases()).isEqualTo(SAMPLE_RELEASES);
        assertThat(summary.alreadyThere()).isEqualTo(SAMPLE_RELEASES);
    }

    @Test
    void norDoesAThirdRun_whoseReceiptsAreOfTheSecondAlone() throws Exception {
        run();
        var before = service.recorded();
        service.forgetReceipts();
        run();

        var summary = run();

        assertThat(service.recorded()).isEqualTo(before);
        assertThat(service.refused()).isZero();
        assertThat(summary.succeeded()).isTrue();
        assertThat(summary.releases()).isEqualTo(SAMPLE_RELEASES);
        assertThat(summary.alreadyThere()).isEqualTo(SAMPLE_RELEASES);
    }

    @Test
    void aReleaseThatAnEarlierRunLeftOpenIsGoneOnWith_whenItsReceiptsAreGone() throws Exception {
        service.failing(call -> call.path().endsWith("/complete") ? Service.Fault.status(409) : null);
        run();
        service.failing(call -> null);
        service.forgetReceipts();

        assertThat(run().releases()).isEqualTo(SAMPLE_RELEASES);
    }

    @Test
    void cutConnectionsAndBusyAnswersAreRepeatedAndCountOnce() throws Exception {
        var tries = new ConcurrentHashMap<String, Integer>();
        service.failing(call -> switch (tries.merge(call.key(), 1, Integer::sum)) {
            case 1 -> new Service.Fault(503, Map.of("Retry-After", "0"), "{}");
            case 2 -> Service.Fault.status(Service.Fault.CUT_BEFORE);
            case 3 -> Service.Fault.status(Service.Fault.CUT_AFTER);
            default -> null;
        });

        var summary = run();

        assertThat(summary.succeeded()).isTrue();
        assertThat(service.recorded()).extracting(Service.Call::key).doesNotHaveDuplicates();
        assertThat(service.recorded()).hasSize((int) summary.calls());
        assertInOrder();
    }

    @Test
    void anInterruptedRunGoesOnWhereItStopped() throws Exception {
        var left = new AtomicInteger(25);
        service.failing(call -> left.getAndDecrement() > 0 ? null : Service.Fault.status(Service.Fault.CUT_BEFORE));
        var first = run(new Patience(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(50)));
        service.failing(call -> null);

        var second = run();

        assertThat(first.complete()).isFalse();
        assertThat(first.succeeded()).isFalse();
        assertThat(said).anyMatch(line -> line.startsWith("no answer from"));
        assertThat(second.succeeded()).isTrue();
        assertThat(second.releases()).isEqualTo(SAMPLE_RELEASES);
        assertThat(service.recorded()).hasSize((int) second.calls());
    }

    @Test
    void aRefusalStopsItsReleaseAndNoOther() throws Exception {
        service.failing(call -> call.path().endsWith("/stages/STAGING/approve")
                        && call.body().path("comment").stringValue().endsWith("v1.1.0")
                ? new Service.Fault(409, Map.of(), """
                        {"type":"https://releaseledger.dev/rules/stages-in-order","title":"Refused",\
                        "detail":"the rules say no","violations":[{"rule":"stages-in-order","reason":"QA is open"}]}""")
                : null);

        var summary = run();

        assertThat(summary.refused()).isEqualTo(1);
        assertThat(summary.releases()).isEqualTo(SAMPLE_RELEASES - 1);
        assertThat(summary.complete()).isTrue();
        assertThat(summary.succeeded()).isFalse();
        assertThat(said)
                .contains("lighthouse 1.1.0: refused at approve/STAGING with 409: the rules say no; "
                        + "stages-in-order: QA is open");
    }

    @Test
    void aRejectedTokenIsRenewedOnce() throws Exception {
        var token = new AtomicInteger();
        service.failing(call -> call.token().equals("Bearer token-0") ? Service.Fault.status(401) : null);
        var renewing = new TokenSource() {
            @Override
            public String token() {
                return "token-" + token.get();
            }

            @Override
            public void rejected(String rejected) {
                token.compareAndSet(0, 1);
            }
        };

        assertThat(run(renewing, SHORT, Import.Settings.DEFAULT).succeeded()).isTrue();
    }

    @Test
    void aTokenThatNobodyAcceptsEndsTheRun() throws Exception {
        service.failing(call -> Service.Fault.status(401));

        var summary = run();

        assertThat(summary.complete()).isFalse();
        assertThat(said).contains(service.url() + " does not accept our token: told to");
        assertThat(service.calls()).isLessThanOrEqualTo(2);
    }

    @Test
    void notMoreReleasesAreSentAtATimeThanAskedFor() throws Exception {
        run(TokenSource.fixed("token"), SHORT, new Import.Settings(null, 2, Long.MAX_VALUE));

        assertThat(service.mostAtOnce()).isLessThanOrEqualTo(2);
    }

    @Test
    void aLimitEndsTheRunEarlyAndWell() throws Exception {
        var summary = run(TokenSource.fixed("token"), SHORT, new Import.Settings("quay", 8, 3));

        assertThat(summary.succeeded()).isTrue();
        assertThat(summary.releases()).isEqualTo(3);
        assertThat(service.recorded().getFirst().body().path("product").stringValue())
                .isEqualTo("quay");
    }

    private void assertInOrder() {
        var byRelease = service.recorded().stream()
                .filter(call -> !call.path().equals("/v1/releases"))
                .collect(Collectors.groupingBy(call -> call.path().split("/", -1)[3]));
        assertThat(byRelease.values())
                .allSatisfy(calls -> assertThat(calls)
                        .extracting(call -> call.body().path("occurredAt").stringValue())
                        .isSorted());
    }

    private Summary run() throws IOException, InterruptedException {
        return run(SHORT);
    }

    private Summary run(Patience patience) throws IOException, InterruptedException {
        return run(TokenSource.fixed("token"), patience, Import.Settings.DEFAULT);
    }

    private Summary run(TokenSource tokens, Patience patience, Import.Settings settings)
            throws IOException, InterruptedException {
        try (var sample = FileHistory.sample()) {
            return Import.record(
                    sample, service.url(), service.url(), tokens, patience, settings, this, InstantSource.system());
        }
    }
}
