package dev.releaseledger.command.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.outgoing.OutgoingConfiguration;
import dev.releaseledger.command.outgoing.SettingsUnusable;
import dev.releaseledger.events.release.RollbackKind;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class ExecuteConfigurationTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String URL = "release-ledger.rollback-executor.url=https://deploy.example/hook/hunter2";
    private static final String SIGNED = "release-ledger.rollback-executor.secret=" + SECRET;

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withBean(
                    Validator.class,
                    () -> Validation.buildDefaultValidatorFactory().getValidator())
            .withUserConfiguration(OutgoingConfiguration.class, ExecuteConfiguration.class);

    @Test
    void withoutAnExecutorNoKindIsConfigured() {
        service.run(context -> assertThat(configured(context)).isEmpty());
    }

    @Test
    void anExecutorExecutesEveryKindUnlessItIsSaidOtherwise() {
        service.withPropertyValues(URL, SIGNED).run(context -> {
            assertThat(configured(context)).containsExactly(RollbackKind.values());
            assertThat(context.getBean(RollbackExecutor.class))
                    .hasToString("rollback executor (webhook, deploy.example)");
        });
        service.withPropertyValues(URL, SIGNED, "release-ledger.rollback-executor.kinds=flag, CODE")
                .run(context -> assertThat(configured(context)).containsExactly(RollbackKind.CODE, RollbackKind.FLAG));
    }

    @Test
    void theEnvironmentCanHoldTheSecrets_severalOfThem() {
        service.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment",
                                Map.of(
                                        "RELEASELEDGER_ROLLBACKEXECUTOR_URL",
                                        "https://deploy.example/hook/hunter2",
                                        "RELEASELEDGER_ROLLBACKEXECUTOR_SECRET",
                                        SECRET + "," + SECRET))))
                .run(context -> assertThat(configured(context)).hasSize(3));
    }

    @Test
    void anUnencryptedExecutorIsOneThatIsSaidToBe() {
        String open = URL.replace("https:", "http:");

        service.withPropertyValues(open, SIGNED).run(failingWith("url: begins with https unless encryption is none"));
        service.withPropertyValues(open, SIGNED, "release-ledger.rollback-executor.encryption=none")
                .run(context -> assertThat(configured(context)).hasSize(3));
    }

    @Test
    void everyFaultIsToldAtOnce_andNoValue(CapturedOutput output) {
        service.withPropertyValues(
                        "release-ledger.rollback-executor.url=https://hunter2@deploy.example/hook",
                        "release-ledger.rollback-executor.secret=" + SECRET + ",whsec_hunter2",
                        "release-ledger.rollback-executor.encryption=hunter2",
                        "release-ledger.rollback-executor.kinds=CODE,hunter2",
                        "release-ledger.rollback-executor.sercet=hunter2")
                .run(failingWith(
                        "sercet: is not a property of an executor",
                        "encryption: is tls or none",
                        "url: is an absolute https URL of printable ASCII, without credentials and fragment",
                        "secret: is whsec_ and the Base64 of 24 to 64 random bytes; several are separated by commas",
                        "kinds: is one or more of [CODE, FLAG, DATA], separated by commas"));
        assertThat(output).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "release-ledger.rollback-executor.url.hunter2=x",
                "release-ledger.rollback-executor.kinds=",
                "release-ledger.rollback-executor.kinds[1]=hunter2",
                "release-ledger.rollback-executor.secret=${hunter2}",
                "release-ledger.rollback-executor=https://deploy.example/hook/hunter2",
                "release-ledger.rollback-executor.kind=hunter2"
            })
    void whatCannotBeReadStopsTheStart_andIsNotTold(String property, CapturedOutput output) {
        service.withPropertyValues(URL, SIGNED, property).run(context -> {
            assertThat(context).hasFailed();
            assertThat(root(context)).isInstanceOf(SettingsUnusable.class);
            assertThat(message(context)).contains("release-ledger.rollback-executor");
        });
        assertThat(output).doesNotContain("hook/hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kinds=CODE", "encryption=none", "secret=" + SECRET})
    void anExecutorThatIsNowhereIsAFault(String property) {
        service.withPropertyValues("release-ledger.rollback-executor." + property)
                .run(context -> assertThat(message(context))
                        .contains("release-ledger.rollback-executor.url: is an absolute https URL"));
    }

    private static List<RollbackKind> configured(AssertableApplicationContext context) {
        RollbackExecutor executor = context.getBean(RollbackExecutor.class);
        return Arrays.stream(RollbackKind.values())
                .filter(executor::isConfigured)
                .toList();
    }

    private static ContextConsumer<AssertableApplicationContext> failingWith(String... faults) {
        return context -> {
            assertThat(root(context)).isInstanceOf(SettingsUnusable.class);
            assertThat(message(context).lines().skip(1).map(String::strip))
                    .containsExactlyInAnyOrder(Arrays.stream(faults)
                            .map(fault -> "release-ledger.rollback-executor." + fault)
                            .toArray(String[]::new));
            assertThat(String.valueOf(context.getStartupFailure())).doesNotContain("hunter2");
        };
    }

    private static String message(AssertableApplicationContext context) {
        return String.valueOf(root(context).getMessage());
    }

    private static Throwable root(AssertableApplicationContext context) {
        Throwable cause = Objects.requireNonNull(context.getStartupFailure(), "it started");
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
