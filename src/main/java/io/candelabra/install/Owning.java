package io.candelabra.install;

import io.candelabra.core.account.Accounts;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows a site to its owner: as an Overkiz setup, with all rights. */
final class Owning {
    static final String DIALECT = "overkiz";

    private Owning() {}

    /**
     * Does what is not done yet.
     *
     * @param setupOid under which the Overkiz faces show the site
     * @return id of the face binding
     */
    static String show(Accounts accounts, SiteId site, String setupOid, String owner) {
        // the binding comes last: where it stands, all is done
        if (accounts.account(owner)
                .filter(a -> a.grants().stream().noneMatch(g -> g.site().equals(site)))
                .isPresent()) {
            accounts.changeAccount(owner, account -> granted(account, site));
        }
        String binding = DIALECT + " " + site;
        if (accounts.binding(binding).isEmpty()) {
            accounts.putBinding(new FaceBinding(binding, DIALECT, site, setupOid, "", List.of(owner), Map.of()));
        }
        return binding;
    }

    private static Account granted(Account account, SiteId site) {
        List<Grant> grants = new ArrayList<>(account.grants());
        grants.add(Accounts.owner(site));
        return new Account(account.id(), account.displayName(), account.passwordHash(), grants, account.vendor());
    }
}
