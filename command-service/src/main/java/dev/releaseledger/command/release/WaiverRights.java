package dev.releaseledger.command.release;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.envelope.Attribution;

/** Who can do what about going without a criterion or an item. */
public final class WaiverRights {
    private WaiverRights() {}

    /** Whether they can grant what others proposed, and propose nothing themselves. */
    public static boolean canOnlyGrant(Attribution by) {
        RoleTable table = RoleTable.standard();
        return table.grants(by.roles(), Right.GRANT_WAIVER) && !table.grants(by.roles(), Right.PROPOSE_WAIVER);
    }
}
