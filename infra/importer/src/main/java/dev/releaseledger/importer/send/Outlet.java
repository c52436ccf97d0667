package dev.releaseledger.importer.send;

import dev.releaseledger.importer.mapping.Command;
import dev.releaseledger.importer.mapping.Ids;
import dev.releaseledger.importer.mapping.ReleasePlan;
import tools.jackson.databind.json.JsonMapper;

/** Where commands go. */
sealed interface Outlet extends AutoCloseable {

    /** The path under which releases are planned; each then has its own below it. */
    String RELEASES = "/v1/releases";

    JsonMapper JSON = JsonMapper.shared();

    Answer send(ReleasePlan plan, Command command) throws GivenUp, InterruptedException;

    /** Whether a release was completed, by whomever. */
    boolean isCompleted(ReleasePlan plan) throws GivenUp, InterruptedException;

    @Override
    void close();

    private static String path(ReleasePlan plan, Command command) {
        return command instanceof Command.PlanRelease ? RELEASES : RELEASES + "/" + plan.id() + command.action();
    }

    /** To the services. */
    record ToService(Services service) implements Outlet {

        @Override
        public Answer send(ReleasePlan plan, Command command) throws GivenUp, InterruptedException {
            return service.send(path(plan, command), Ids.key(plan.id(), command), JSON.writeValueAsBytes(command));
        }

        @Override
        public boolean isCompleted(ReleasePlan plan) throws GivenUp, InterruptedException {
            return service.isCompleted(RELEASES + "/" + plan.id());
        }

        @Override
        public void close() {
            service.close();
        }
    }

    /** To whoever reads what would be sent. */
    record ToReader(Observer reader) implements Outlet {

        @Override
        public Answer send(ReleasePlan plan, Command command) {
            reader.say("POST " + path(plan, command) + " " + JSON.writeValueAsString(command));
            return new Answer.Recorded(false, false);
        }

        @Override
        public boolean isCompleted(ReleasePlan plan) {
            return false;
        }

        @Override
        public void close() {}
    }
}
