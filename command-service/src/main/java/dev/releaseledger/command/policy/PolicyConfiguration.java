package dev.releaseledger.command.policy;

import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyState;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The policies that decisions go by. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

    @Bean
    StreamStates<PolicyState> policyStates(
            EntryReader entries, @Value("${release-ledger.policies.most-cached:1000}") long most) {
        return new StreamStates<>(
                entries, PolicyState.unpublished(), (state, event, by) -> state.evolve((PolicyEvent) event, by), most);
    }

    @Bean
    Policies policies(StreamStates<PolicyState> states) {
        return new LedgerPolicies(states);
    }
}
