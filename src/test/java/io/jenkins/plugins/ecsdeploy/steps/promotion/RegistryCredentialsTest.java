package io.jenkins.plugins.ecsdeploy.steps.promotion;

import static io.jenkins.plugins.ecsdeploy.steps.promotion.TagScene.PASSWORD;
import static io.jenkins.plugins.ecsdeploy.steps.promotion.TagScene.USER;
import static io.jenkins.plugins.ecsdeploy.steps.promotion.TagScene.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.steps.SecretScan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import jenkins.authentication.tokens.api.AuthenticationTokenSource;
import org.jenkinsci.plugins.docker.commons.credentials.DockerRegistryToken;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** As whom {@code tagImage} logs in, and that nobody gets to see it. */
@ExtendWith(QuickJenkins.class)
class RegistryCredentialsTest {
    private static JenkinsRule jenkins;
    private static TagScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = new TagScene();
        scene.connect();
    }

    @AfterAll
    static void stop() {
        EcsDeployConfiguration.get().setRegistries(List.of());
        scene.close();
    }

    @Test
    void credentialsOfAFolderWorkInItAndNowhereElse() throws Exception {
        Folder folder = jenkins.createProject(Folder.class);
        DomainCredentials own = new DomainCredentials(Domain.global(), List.of(TagScene.login("of-folder")));
        folder.addProperty(new FolderCredentialsProperty(new DomainCredentials[] {own}));
        WorkflowJob inside = folder.createProject(WorkflowJob.class, "inside");
        inside.setDefinition(new CpsFlowDefinition(script("of-folder", "inside"), true));

        jenkins.buildAndAssertSuccess(inside);
        jenkins.assertLogContains(
                "There are no credentials 'of-folder' that this job may use for registry registry.example.com",
                run(Result.FAILURE, script("of-folder", "outside")));
        assertThat(scene.registry.tag("team/web", "inside")).isEqualTo(scene.digest);
        assertThat(scene.registry.tag("team/web", "outside")).isNull();
    }

    @Test
    void theJobsThatUseThemAreNoted() throws Exception {
        StandardUsernamePasswordCredentials used = TagScene.login("used");
        store().addCredentials(Domain.global(), used);
        WorkflowJob job = TagScene.job(jenkins, script("used", "used"));

        jenkins.buildAndAssertSuccess(job);

        assertThat(CredentialsProvider.getFingerprintOf(used).getJobs()).containsExactly(job.getFullName());
    }

    /** Whoever limits credentials to a host does not want others to see them. */
    @Test
    void credentialsOfADomainAreForItsHostsAlone() throws Exception {
        Domain elsewhere =
                new Domain("elsewhere", "", List.of(new HostnameSpecification("*.elsewhere.example.com", "")));
        Domain here = new Domain("here", "", List.of(new HostnameSpecification("127.0.0.1", "")));
        store().addDomain(elsewhere, TagScene.login("elsewhere"));
        store().addDomain(here, TagScene.login("here"));

        jenkins.assertLogContains(
                "if they are in a domain, that it includes " + scene.registry.url(),
                run(Result.FAILURE, script("elsewhere", "domain")));
        assertThat(scene.registry.tag("team/web", "domain")).isNull();
        run(Result.SUCCESS, script("here", "domain"));
    }

    @Test
    void credentialsOfAnotherKindAreNamed() throws Exception {
        store().addCredentials(
                        Domain.global(),
                        new AWSCredentialsImpl(
                                CredentialsScope.GLOBAL, "of-aws", "AKIAIOSFODNN7EXAMPLE", "secret", ""));

        jenkins.assertLogContains(
                "The credentials 'of-aws' are of the kind 'AWS Credentials', and registry registry.example.com is called"
                        + " with a user name and a password",
                run(Result.FAILURE, script("of-aws", "kind")));
    }

    @Test
    void aWrongPasswordIsSaidWithoutIt() throws Exception {
        store().addCredentials(
                        Domain.global(),
                        new UsernamePasswordCredentialsImpl(
                                CredentialsScope.GLOBAL, "wrong", "", USER, "some-other-password"));

        WorkflowRun build = run(Result.FAILURE, script("wrong", "wrong"));

        jenkins.assertLogContains("401", build);
        jenkins.assertLogNotContains("some-other-password", build);
    }

    /** What the Amazon ECR plugin does: the password is not one, and the token source knows what it is. */
    @Test
    void whatAnotherPluginMakesALoginOfIsOne() throws Exception {
        store().addCredentials(Domain.global(), new Derived("derived"));

        run(Result.SUCCESS, script("derived", "derived"));

        assertThat(scene.registry.tag("team/web", "derived")).isEqualTo(scene.digest);
    }

    public static final class Derived extends UsernamePasswordCredentialsImpl {
        private static final long serialVersionUID = 1L;

        Derived(String id) throws Exception {
            super(CredentialsScope.GLOBAL, id, "", "AWS", "a-whole-login");
        }
    }

    @TestExtension
    public static final class DerivedSource extends AuthenticationTokenSource<DockerRegistryToken, Derived> {
        public DerivedSource() {
            super(DockerRegistryToken.class, Derived.class);
        }

        @Override
        public DockerRegistryToken convert(Derived credentials) {
            return new DockerRegistryToken(
                    "nobody@example.com",
                    Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void noSecretIsWrittenAnywhere() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, script("registry", "quiet"));
        build.save();

        Path root = jenkins.jenkins.getRootDir().toPath();
        String encoded = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        // Whoever looks at nothing finds nothing.
        assertThat(SecretScan.filesWith(root, "registry.example.com/team/web")).isNotEmpty();
        SecretScan.assertNoneBelow(root, PASSWORD, encoded);
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            for (String page : new String[] {"", "consoleText", "flowGraphTable/", "api/json?depth=3"}) {
                assertThat(client.goTo(build.getUrl() + page, null)
                                .getWebResponse()
                                .getContentAsString())
                        .doesNotContain(PASSWORD, encoded);
            }
        }
    }

    private static CredentialsStore store() {
        return CredentialsProvider.lookupStores(jenkins.jenkins).iterator().next();
    }

    private static String script(String id, String tag) {
        return "tagImage(image: '" + WEB + ":1.0', tag: '" + tag + "', credentialsId: '" + id + "')";
    }

    private static WorkflowRun run(Result expected, String script) throws Exception {
        return jenkins.assertBuildStatus(expected, TagScene.job(jenkins, script).scheduleBuild2(0));
    }
}
