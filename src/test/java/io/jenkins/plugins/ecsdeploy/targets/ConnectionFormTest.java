package io.jenkins.plugins.ecsdeploy.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Item;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.emulator.Credentials;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The buttons that ask AWS: what they say, and who may press them. */
@ExtendWith(QuickJenkins.class)
class ConnectionFormTest {
    private static final String TASK = "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\","
            + "\"image\":\"registry/web:1\",\"memory\":128,\"essential\":true}]}";

    private static JenkinsRule jenkins;
    private static EcsEmulator ecs;
    private static Folder folder;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        ecs = EcsEmulator.start(EmulatorClock.manual());
        ecs.cluster("c1");
        ecs.registerTaskDefinition(TASK);
        ecs.service("c1", "web", "web:1", 2);
        folder = jenkins.createProject(Folder.class, "team");
        Credentials known = ecs.credentials();
        List.of(
                        keys("aws", CredentialsScope.GLOBAL, known),
                        keys("for-targets", CredentialsScope.SYSTEM, known),
                        new AWSCredentialsImpl(CredentialsScope.GLOBAL, "empty", "", "", ""),
                        new AWSCredentialsImpl(
                                CredentialsScope.GLOBAL,
                                "mfa",
                                "AKIAIOSFODNN7EXAMPLE",
                                "secret",
                                "",
                                "arn:aws:iam::111122223333:role/r",
                                "arn:aws:iam::111122223333:mfa/m",
                                ""))
                .forEach(SystemCredentialsProvider.getInstance().getCredentials()::add);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.MANAGE, Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("manager", "developer", "reader", "folder-admin")
                .grant(Item.CONFIGURE)
                .onFolders(folder)
                .to("folder-admin"));
    }

    @AfterAll
    static void stop() {
        ecs.close();
    }

    @BeforeEach
    void connect() {
        EcsDeployConfiguration.get().setEndpointUrl(ecs.endpoint().toString());
        EcsDeployConfiguration.get().setStsEndpointUrl(ecs.endpoint().toString());
    }

    @AfterEach
    void clean() {
        ecs.faults().clear();
        EcsTargets.get().setTargets(List.of());
    }

    @Test
    void theButtonTestsWhatIsTypedInAndNotSaved() throws Exception {
        GlobalTarget beta = TargetsTest.target("beta");
        beta.setCluster("c2");
        beta.setCredentialsId("for-targets");
        EcsTargets.get().setTargets(List.of(beta));
        // The fields of the connection are on both sides of the buttons, and some are folded away.
        EcsDeployConfiguration.get().setEndpointUrl("http://127.0.0.1:1");
        beta.setEndpointUrl(ecs.endpoint().toString());
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withBasicCredentials("admin")) {
            HtmlPage page = client.goTo("configure");

            press(page, "List clusters");
            HtmlButton choice = page.querySelector(".ecs-target-cluster");
            assertThat(choice.asNormalizedText()).isEqualTo("c1");
            choice.click();
            HtmlInput cluster = page.querySelector(".ecs-target-cluster-name");
            assertThat(cluster.getValue()).isEqualTo("c1");

            press(page, "Test connection");
            assertThat(page.asNormalizedText())
                    .contains("AWS account 123456789012, as arn:aws:iam::123456789012:user/jenkins.")
                    .contains("Cluster c1 is ACTIVE. Active services: 1, running tasks: 2.")
                    .contains("Everything that the steps read is allowed.")
                    .contains("iam:PassRole");
        }
    }

    @Test
    void clustersAreListedBeforeThereIsAName() throws Exception {
        assertThat(post("admin", "", GlobalTarget.class, "listClusters", Map.of("name", "", "cluster", "c 1"))
                        .getContentAsString())
                .contains("ecs-target-cluster")
                .contains(">c1<");
    }

    @Test
    void aMistypedClusterGetsTheNearestOne() throws Exception {
        ecs.cluster("production");

        assertThat(test("admin", "", GlobalTarget.class, Map.of("cluster", "prodcution")))
                .contains("There is no cluster prodcution in this account and region. Did you mean production?");
    }

    /** Deployments work without it, so it is a warning. */
    @Test
    void anStsThatDoesNotAnswerEndsNothing() throws Exception {
        EcsDeployConfiguration.get().setStsEndpointUrl("http://127.0.0.1:1");

        assertThat(test("admin", "", GlobalTarget.class, Map.of("cluster", "c1")))
                .contains("class=\"warning\"")
                .contains("Failed, and the test went on without.")
                .contains("<code>sts:GetCallerIdentity</code>")
                .contains("127.0.0.1:1")
                .contains("Cluster c1 is ACTIVE.")
                .doesNotContain("SDK Attempt Count", "The test ended here");
    }

    @Test
    void whatIsMissingIsSaidInPlainWords() throws Exception {
        ecs.faults().deny("ListTasks");

        String answer = test("admin", "", GlobalTarget.class, Map.of("cluster", "c1"));

        assertThat(answer)
                .contains("class=\"warning\"")
                .contains("Not allowed:")
                .contains("<code>ecs:ListTasks</code> lets a step say why tasks failed.")
                .contains("is not authorized to perform: ecs:ListTasks on resource:")
                .doesNotContain("Everything that");
    }

    @Test
    void aMissingClusterIsAnError() throws Exception {
        assertThat(test("admin", "", GlobalTarget.class, Map.of("cluster", "c2")))
                .contains("class=\"error\"")
                .contains("There is no cluster c2 in this account and region.");
    }

    @Test
    void aRoleThatIsNotLentIsAnError() throws Exception {
        assertThat(test(
                        "admin",
                        "",
                        GlobalTarget.class,
                        Map.of("cluster", "c1", "roleArn", "arn:aws:iam::123456789012:role/nobody")))
                .contains("class=\"error\"")
                .contains("<code>sts:AssumeRole</code> lends the role of this target.");
    }

    /** Not by a session from the test before, which would hide that the role is not lent any more. */
    @Test
    void theRoleOfCredentialsIsTriedEachTime() throws Exception {
        String role = ecs.role("tried");
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(
                        CredentialsScope.GLOBAL,
                        "with-role",
                        ecs.credentials().accessKeyId(),
                        ecs.credentials().secretAccessKey(),
                        "",
                        role,
                        "",
                        ""));
        Map<String, String> fields = Map.of("cluster", "c1", "credentialsId", "with-role");

        assertThat(test("admin", "", GlobalTarget.class, fields)).contains("assumed-role/tried/");
        assertThat(ecs.calls("AssumeRole")).hasSize(1);
        ecs.faults().deny("AssumeRole");

        assertThat(test("admin", "", GlobalTarget.class, fields)).contains("AssumeRole of " + role + " failed");
    }

    @Test
    void wordsOfAwsAreEscaped() throws Exception {
        ecs.faults().refuse("DescribeClusters", 1, "AccessDeniedException", "<img src=x onerror=alert(1)>");

        assertThat(test("admin", "", GlobalTarget.class, Map.of("cluster", "c1")))
                .contains("&lt;img src=x")
                .doesNotContain("<img src=x");
    }

    @Test
    void whatIsEnteredWrongIsSaidBeforeAwsIsAsked() throws Exception {
        int before = ecs.calls().size();

        assertThat(test("admin", "", GlobalTarget.class, Map.of("region", ""))).contains("it has no region");
        assertThat(test("admin", "", GlobalTarget.class, Map.of("roleArn", "x")))
                .contains("not the ARN of a role");
        assertThat(test("admin", "", GlobalTarget.class, Map.of("credentialsId", "gone")))
                .contains("uses the AWS credentials &#039;gone&#039;, which are not there");
        assertThat(test("admin", "", GlobalTarget.class, Map.of("credentialsId", "")))
                .contains("No credentials are chosen");
        assertThat(test("admin", "", GlobalTarget.class, Map.of("credentialsId", "mfa")))
                .contains("want an MFA code");
        assertThat(test("admin", "", GlobalTarget.class, Map.of("credentialsId", "empty")))
                .contains("hold no keys");
        assertThat(test("admin", "", GlobalTarget.class, Map.of("sessionDurationSeconds", "1h")))
                .contains("is not a whole number");
        assertThat(ecs.calls()).hasSize(before);
    }

    @Test
    void aFolderAdministratorTestsInTheFolderWithCredentialsOfTheFolder() throws Exception {
        assertThat(test("folder-admin", folder.getUrl(), FolderTarget.class, Map.of("cluster", "c1")))
                .contains("class=\"ok\"")
                .contains("user/jenkins");
        assertThat(test("folder-admin", folder.getUrl(), FolderTarget.class, Map.of("credentialsId", "for-targets")))
                .contains("class=\"error\"")
                .contains("which are not there");
    }

    @Test
    void aFolderAdministratorCannotSendRequestsElsewhere() throws Exception {
        String elsewhere = "http://127.0.0.1:1";

        assertThat(test(
                        "folder-admin",
                        folder.getUrl(),
                        FolderTarget.class,
                        Map.of("cluster", "c1", "endpointUrl", elsewhere, "stsEndpointUrl", elsewhere)))
                .contains("class=\"ok\"");
        assertThat(status("folder-admin", folder.getUrl(), GlobalTarget.class, "testConnection"))
                .isEqualTo(403);
    }

    @Test
    void whoMayNotConfigureMayNotAskAws() throws Exception {
        int before = ecs.calls().size();
        for (String method : List.of("testConnection", "listClusters")) {
            for (String user : List.of("manager", "developer", "reader", "folder-admin", "")) {
                assertThat(status(user, "", GlobalTarget.class, method))
                        .as(user)
                        .isEqualTo(403);
                assertThat(status(user, "", FolderTarget.class, method))
                        .as(user)
                        .isEqualTo(403);
            }
            for (String user : List.of("developer", "reader")) {
                assertThat(status(user, folder.getUrl(), FolderTarget.class, method))
                        .as(user)
                        .isEqualTo(403);
            }
            assertThat(status("", folder.getUrl(), FolderTarget.class, method)).isIn(403, 404);
        }
        assertThat(ecs.calls()).hasSize(before);
        assertThat(status("admin", "", GlobalTarget.class, "testConnection")).isEqualTo(200);
        assertThat(status("folder-admin", folder.getUrl(), FolderTarget.class, "listClusters"))
                .isEqualTo(200);
    }

    @Test
    void theButtonsArePostedOnly() throws Exception {
        try (JenkinsRule.WebClient client =
                jenkins.createWebClient().withBasicCredentials("admin").withThrowExceptionOnFailingStatusCode(false)) {
            for (String method : List.of("testConnection", "listClusters", "fillCredentialsIdItems", "checkName")) {
                String path = "descriptorByName/" + GlobalTarget.class.getName() + "/" + method;
                assertThat(client.goTo(path, null).getWebResponse().getStatusCode())
                        .as(method)
                        .isBetween(400, 499);
            }
        }
    }

    private static void press(HtmlPage page, String button) throws Exception {
        page.getElementsByTagName("button").stream()
                .map(HtmlButton.class::cast)
                .filter(found -> found.asNormalizedText().equals(button))
                .findFirst()
                .orElseThrow()
                .click();
        page.getWebClient().waitForBackgroundJavaScript(20_000);
    }

    private static String test(String user, String where, Class<? extends Target> type, Map<String, String> fields)
            throws Exception {
        return post(user, where, type, "testConnection", fields).getContentAsString();
    }

    private static int status(String user, String where, Class<? extends Target> type, String method) throws Exception {
        return post(user, where, type, method, Map.of()).getStatusCode();
    }

    private static WebResponse post(
            String user, String where, Class<? extends Target> type, String method, Map<String, String> fields)
            throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            if (!user.isEmpty()) {
                client.withBasicCredentials(user);
            }
            WebRequest request = new WebRequest(
                    client.createCrumbedUrl(where + "descriptorByName/" + type.getName() + "/" + method),
                    HttpMethod.POST);
            List<NameValuePair> parameters = new ArrayList<>();
            Map<String, String> defaults = Map.of("name", "beta", "region", "eu-central-1", "credentialsId", "aws");
            defaults.forEach(
                    (name, value) -> parameters.add(new NameValuePair(name, fields.getOrDefault(name, value))));
            fields.forEach((name, value) -> {
                if (!defaults.containsKey(name)) {
                    parameters.add(new NameValuePair(name, value));
                }
            });
            request.setRequestParameters(parameters);
            // Not as a page: one that asks for a login would be followed.
            return client.loadWebResponse(request);
        }
    }

    private static AWSCredentialsImpl keys(String id, CredentialsScope scope, Credentials known) {
        return new AWSCredentialsImpl(scope, id, known.accessKeyId(), known.secretAccessKey(), "");
    }
}
