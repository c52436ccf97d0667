package dev.releaseledger.command.execute;

import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.command.automation.Patience;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.flag.link.LedgerFlags;
import dev.releaseledger.command.outgoing.OutgoingSettings;
import dev.releaseledger.command.release.CurrentReleases;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What has rollbacks executed once they start. */
@Configuration(proxyBeanMethods = false)
class ExecutionConfiguration {

    /** How long an attempt may be without an outcome before nobody counts on one. */
    private static Patience patience(OutgoingSettings calls) {
        return Patience.with(calls.totalTimeout());
    }

    @Bean
    ExecutionTeller executionTeller(Reactions reactions, InstantSource clock) {
        return new ExecutionTeller(reactions, clock);
    }

    @Bean
    Automation whenRollbackStartsThenHaveItExecuted(
            CurrentReleases releases, Deadlines deadlines, OutgoingSettings calls) {
        return new WhenRollbackStartsThenHaveItExecuted(releases, deadlines, patience(calls));
    }

    @Bean
    Deadline executeWhatIsDue(
            CurrentReleases releases,
            LedgerFlags flags,
            Reactions reactions,
            RollbackExecutor executor,
            ExecutionTeller teller,
            InstantSource clock,
            OutgoingSettings calls) {
        return new ExecuteWhatIsDue(releases, new OwnFlags(flags, reactions), executor, teller, clock, patience(calls));
    }

    @Bean
    Deadline whenNothingIsHeardOfAnExecutionThenSaySo(
            CurrentReleases releases, ExecutionTeller teller, InstantSource clock) {
        return new WhenNothingIsHeardOfAnExecutionThenSaySo(releases, teller, clock);
    }

    @Bean
    Deadline failWhatCannotBeExecuted(CurrentReleases releases, ExecutionTeller teller) {
        return new FailWhatCannotBeExecuted(releases, teller);
    }
}
