package dev.releaseledger.command.freeze;

import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.freeze.FreezeState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How products' freezes are read beside a release. */
@Configuration(proxyBeanMethods = false)
class FreezeConfiguration {
    /** Of so many products at most the freezes are kept at hand. */
    private static final long PRODUCTS = 1_000;

    @Bean
    StreamStates<FreezeState> freezeStates(EntryReader entries) {
        return new StreamStates<>(
                entries, FreezeState.none(), (state, event, by) -> state.evolve((FreezeEvent) event, by), PRODUCTS);
    }

    @Bean
    Freezes freezes(StreamStates<FreezeState> states) {
        return (product, hand) -> {
            String stream = FreezeEvent.stream(product);
            StreamStates.Standing<FreezeState> standing = states.of(stream);
            hand.reads(stream, standing.sequence());
            return standing.state();
        };
    }
}
