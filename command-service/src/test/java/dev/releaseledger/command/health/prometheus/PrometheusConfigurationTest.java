package dev.releaseledger.command.health.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.outgoing.OutgoingConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The reader as the service's properties make it. */
class PrometheusConfigurationTest {
    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withUserConfiguration(OutgoingConfiguration.class, PrometheusConfiguration.class);

    @Test
    void givenNoProperties_nobodyIsAsked() {
        service.run(
                context -> assertThat(context.getBean(PrometheusReader.class).isConfigured())
                        .isFalse());
    }

    @Test
    void givenAPrometheus_itIsAsked() {
        service.withPropertyValues(
                        "release-ledger.prometheus.url=https://prometheus.example",
                        "release-ledger.prometheus.bearer-token=hunter2",
                        "release-ledger.prometheus.timeout=PT3S")
                .run(context -> {
                    assertThat(context.getBean(PrometheusReader.class).isConfigured())
                            .isTrue();
                    assertThat(context.getBean(PrometheusSettings.class).timeout())
                            .hasSeconds(3);
                });
    }

    @Test
    void givenPropertiesThatCannotBeUsed_theStartIsRefused_namingEach_withoutTheirValues() {
        service.withPropertyValues(
                        "release-ledger.prometheus.url=prometheus.example/hunter2",
                        "release-ledger.prometheus.bearer-token=hunter 2",
                        "release-ledger.prometheus.timeout=PT31S")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContainingAll(
                                "release-ledger.prometheus.url",
                                "release-ledger.prometheus.bearer-token",
                                "release-ledger.prometheus.timeout")
                        .hasMessageNotContainingAny("hunter", "31"));
    }
}
