package dev.releaseledger.importer.mapping;

import java.util.List;
import java.util.UUID;

/**
 * How a release gets into the ledger: the commands in the order in which they have to be sent, the one that plans it
 * first.
 *
 * @param id the release's id
 * @param commitsLeftOut commits that its history counts but does not tell
 * @param textsCut summaries that were longer than the ledger takes
 * @param remarks what was not quite as written in the history
 */
public record ReleasePlan(
        UUID id,
        String product,
        String version,
        List<Command> commands,
        int commitsLeftOut,
        int textsCut,
        List<Remark> remarks) {

    public ReleasePlan {
        commands = List.copyOf(commands);
        remarks = List.copyOf(remarks);
    }

    /** The place of the first command that deploys it, behind everything that may be sent whatever else is deployed. */
    public int deployment() {
        for (var place = 0; place < commands.size(); place++) {
            if (commands.get(place) instanceof Command.DeployRelease) {
                return place;
            }
        }
        return commands.size();
    }
}
