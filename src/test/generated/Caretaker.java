import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import town.ApiClient;
import town.api.AuthApi;
import town.api.DimmingSchemesApi;
import town.api.GroupsApi;
import town.api.LcmsApi;
import town.model.Group;
import town.model.Lcm;
import town.model.Login;
import town.model.Scheme;

/**
 * A town's caretaker on a client that was generated from the description of the Sustainder API: logs in, lists the lamps,
 * looks at one, at the dimming schemes and at a group. Told by the environment: BASE, CA, USER_ID, PASSWORD, ARTKEY. Tells
 * what it saw, a word and a number on each line. Compiled with the generated classes, never by the build.
 */
public final class Caretaker {
    public static void main(String[] args) throws Exception {
        ApiClient client = new ApiClient().setBasePath(System.getenv("BASE"));
        client.setSslCaCert(Files.newInputStream(Path.of(System.getenv("CA"))));
        int artkey = Integer.parseInt(System.getenv("ARTKEY"));

        String token = new AuthApi(client)
                .postAuthJwt(new Login()
                        .username(System.getenv("USER_ID"))
                        .password(System.getenv("PASSWORD")))
                .getToken();
        System.out.println("token " + token.length());
        client.setApiKeyPrefix("JWT");
        client.setApiKey(token);

        LcmsApi lamps = new LcmsApi(client);
        List<Lcm> page = lamps.getLcms(1, artkey).getEmbedded().getLcms();
        System.out.println("lamps " + page.size());
        System.out.println("withoutSheet "
                + page.stream().filter(lamp -> lamp.getDetails() == null).count());
        System.out.println("withoutError "
                + page.stream().filter(lamp -> lamp.getErrorType() == null).count());
        Lcm one = lamps.getLcmsLcmId(page.getFirst().getLcmId(), artkey);
        System.out.println("levels " + one.getLightLevel().size());

        List<Scheme> schemes =
                new DimmingSchemesApi(client).getDimmingSchemes(artkey).getEmbedded().getDimmingSchemes();
        System.out.println("schemes " + schemes.size());

        GroupsApi groups = new GroupsApi(client);
        List<Group> all = groups.getGroups(artkey).getEmbedded().getGroups();
        System.out.println("groups " + all.size());
        Group group = groups.getGroupsGroupId(all.getFirst().getGroupId(), artkey);
        System.out.println("lampsOfTheGroup " + group.getNodeIds().size());
        System.exit(0);
    }
}
