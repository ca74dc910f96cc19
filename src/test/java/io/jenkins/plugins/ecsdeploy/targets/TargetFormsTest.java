package io.jenkins.plugins.ecsdeploy.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** The forms: what is typed in comes back, and what is wrong is said at its field. */
@ExtendWith(QuickJenkins.class)
class TargetFormsTest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(CredentialsScope.SYSTEM, "aws", "AKIAIOSFODNN7EXAMPLE", "secret", ""));
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(CredentialsScope.GLOBAL, "for-all", "AKIAIOSFODNN7EXAMPLE", "secret", ""));
    }

    @AfterEach
    void clean() {
        EcsTargets.get().setTargets(List.of());
    }

    @Test
    void theGlobalFormKeepsWhatIsTypedIn() throws Exception {
        GlobalTarget full = full(new GlobalTarget("beta"), "aws");
        full.setEndpointUrl("https://ecs.example.com");
        full.setStsEndpointUrl("https://sts.example.com");
        full.setJobs("team-a/**\nteam-b/deploy");
        full.setUsers("alice, bob");
        GlobalTarget plain = TargetsTest.target("live");
        EcsTargets.get().setTargets(List.of(full, plain));

        jenkins.configRoundtrip();

        List<GlobalTarget> kept = EcsTargets.get().getTargets();
        assertThat(kept).hasSize(2);
        assertThat(kept.get(0)).isNotSameAs(full);
        jenkins.assertEqualDataBoundBeans(full, kept.get(0));
        assertThat(kept.get(0).getJobs()).isEqualTo("team-a/**, team-b/deploy");
        jenkins.assertEqualDataBoundBeans(plain, kept.get(1));
        // What is not set stays null, so that the step's own default applies.
        assertThat(kept.get(1).getOnAbort()).isNull();
        assertThat(kept.get(1).getJobs()).isNull();
    }

    @Test
    void anEmptyGlobalFormStaysEmpty() throws Exception {
        jenkins.configRoundtrip();

        assertThat(EcsTargets.get().getTargets()).isEmpty();
    }

    @Test
    void theFormOfAFolderKeepsWhatIsTypedIn() throws Exception {
        Folder folder = jenkins.createProject(Folder.class);
        FolderTarget full = full(new FolderTarget("beta"), "for-all");
        folder.addProperty(new FolderTargets(List.of(full, TargetsTest.target("live", "us-east-1"))));

        Folder saved = jenkins.configRoundtrip(folder);

        List<FolderTarget> kept = saved.getProperties().get(FolderTargets.class).getTargets();
        assertThat(kept).hasSize(2);
        jenkins.assertEqualDataBoundBeans(full, kept.get(0));
        assertThat(kept.get(1).getRegion()).isEqualTo("us-east-1");
    }

    @Test
    void aFolderWithoutTargetsHasNoSuchProperty() throws Exception {
        Folder folder = jenkins.createProject(Folder.class);

        assertThat(jenkins.configRoundtrip(folder).getProperties().get(FolderTargets.class))
                .isNull();
    }

    @Test
    void theFormOfAFolderHasNoEndpointAndNoLimits() throws Exception {
        Folder folder = jenkins.createProject(Folder.class);
        folder.addProperty(new FolderTargets(List.of(TargetsTest.target("live", "us-east-1"))));

        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            HtmlForm form = client.getPage(folder, "configure").getFormByName("config");

            assertThat(form.getInputsByName("_.cluster")).isNotEmpty();
            assertThat(form.getInputsByName("_.endpointUrl")).isEmpty();
            assertThat(form.getInputsByName("_.jobs")).isEmpty();
        }
    }

    @Test
    void whatCannotBeIsRefusedWhenTheFormIsSaved() throws Exception {
        EcsTargets.get().setTargets(List.of(TargetsTest.target("beta"), TargetsTest.target("live")));
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            HtmlForm form = client.goTo("configure").getFormByName("config");
            namesIn(form).get(1).setValue("BETA");

            HtmlPage answer = jenkins.submit(form);

            assertThat(answer.getWebResponse().getStatusCode()).isEqualTo(400);
            assertThat(answer.asNormalizedText()).contains("Target 'BETA': there is another target of this name");
            assertThat(EcsTargets.get().getTargets())
                    .extracting(Target::getName)
                    .containsExactly("beta", "live");
        }
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            HtmlForm form = client.goTo("configure").getFormByName("config");
            namesIn(form).get(1).setValue("not a name");

            HtmlPage answer = jenkins.submit(form);

            assertThat(answer.getWebResponse().getStatusCode()).isEqualTo(400);
            assertThat(answer.asNormalizedText()).contains("'not a name' cannot be the name of a target");
        }
    }

    @Test
    void aNameThatIsThereTwiceIsShownAtOnce() throws Exception {
        EcsTargets.get().setTargets(List.of(TargetsTest.target("beta"), TargetsTest.target("live")));
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            HtmlPage page = client.goTo("configure");
            HtmlInput second = namesIn(page.getFormByName("config")).get(1);

            second.setValue("beta");
            second.fireEvent("input");
            assertThat(shownDuplicates(page)).isEqualTo(2);

            second.setValue("gamma");
            second.fireEvent("input");
            assertThat(shownDuplicates(page)).isZero();
        }
    }

    @Test
    void regionsAreChosenByName() {
        ListBoxModel regions = global().doFillRegionItems(null, "xx-new-9");

        assertThat(regions)
                .anyMatch(option -> option.value.equals("eu-central-1") && option.name.contains("Frankfurt"));
        assertThat(regions).anyMatch(option -> option.value.equals("cn-north-1"));
        assertThat(regions).anyMatch(option -> option.value.equals("xx-new-9"));
    }

    @Test
    void fieldsAreCheckedAsOneTypes() {
        GlobalTarget.DescriptorImpl form = global();

        assertOk(form.doCheckName(null, "beta-1.x_y"));
        assertOk(form.doCheckName(null, ""));
        assertError(form.doCheckName(null, "be ta"), "'be ta' cannot be the name");
        assertError(form.doCheckName(null, "<script>"), "&lt;script&gt;");
        assertOk(form.doCheckRegion(null, "eu-isoe-west-1"));
        assertThat(form.doCheckRegion(null, " eu-cental-1 "))
                .hasMessageContaining("(did you mean eu-central-1?)")
                .extracting(verdict -> verdict.kind)
                .isEqualTo(FormValidation.Kind.WARNING);
        assertOk(form.doCheckRegion(null, ""));
        assertError(form.doCheckRegion(null, "evil.example.com/"), "is not an AWS region");
        assertOk(form.doCheckCluster(null, "c_1-x"));
        assertOk(form.doCheckCluster(null, "arn:aws-cn:ecs:cn-north-1:111122223333:cluster/c1"));
        assertError(form.doCheckCluster(null, "c 1"), "name or ARN of a cluster");
        for (String partition : new String[] {"aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso-b"}) {
            assertOk(form.doCheckRoleArn(null, "arn:" + partition + ":iam::111122223333:role/path/deployer"));
        }
        assertError(form.doCheckRoleArn(null, "deployer"), "not the ARN of a role");
        assertOk(form.doCheckExternalId(null, "x-1", "arn:aws:iam::111122223333:role/r"));
        assertThat(form.doCheckExternalId(null, "x-1", "").kind).isEqualTo(FormValidation.Kind.WARNING);
        assertError(form.doCheckExternalId(null, "x", "arn:aws:iam::111122223333:role/r"), "from 2 to 1224");
        for (String good : new String[] {"", "0", "900", "43200"}) {
            assertOk(form.doCheckSessionDurationSeconds(null, good));
        }
        for (String bad : new String[] {"899", "43201", "-1", "1h"}) {
            assertThat(form.doCheckSessionDurationSeconds(null, bad).kind)
                    .as(bad)
                    .isEqualTo(FormValidation.Kind.ERROR);
        }
        assertOk(form.doCheckTimeoutMinutes(null, "30"));
        assertError(form.doCheckTimeoutMinutes(null, "-1"), "how long one can wait");
        assertOk(form.doCheckEndpointUrl("https://ecs.example.com"));
        assertError(form.doCheckEndpointUrl("ftp://x"), "https://ecs.example.com");
        assertError(form.doCheckStsEndpointUrl("x"), "https://ecs.example.com");
    }

    @Test
    void limitsTellWhatTheyMatch() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "matched");
        folder.createProject(org.jenkinsci.plugins.workflow.job.WorkflowJob.class, "job");

        assertThat(global().doCheckJobs("matched/**").getMessage()).isEqualTo("1 job matches now, such as matched/job");
        folder.createProject(org.jenkinsci.plugins.workflow.job.WorkflowJob.class, "other");
        assertThat(global().doCheckJobs("matched/*").getMessage()).contains("2 jobs match now, such as matched/");
        FormValidation partly = global().doCheckJobs("matched/*, mathced/other, matched/job");
        assertThat(partly.kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(partly.getMessage()).contains("2 jobs match now").endsWith("None matches mathced/other");
        assertThat(global().doCheckJobs("nobody/**").kind).isEqualTo(FormValidation.Kind.WARNING);
        assertOk(global().doCheckJobs(""));
        assertThat(global().doCheckUsers("alice").getMessage()).contains("Access Control for Builds");
    }

    @Test
    void credentialsAreThoseOfWhereTheTargetIs() throws Exception {
        Folder folder = jenkins.createProject(Folder.class);

        assertThat(global().doFillCredentialsIdItems(null, "gone"))
                .extracting(option -> option.value)
                .contains("aws", "for-all", "gone", "");
        assertThat(folders().doFillCredentialsIdItems(folder, ""))
                .extracting(option -> option.value)
                .contains("for-all")
                .doesNotContain("aws");
    }

    private static GlobalTarget.DescriptorImpl global() {
        return Jenkins.get().getDescriptorByType(GlobalTarget.DescriptorImpl.class);
    }

    private static FolderTarget.DescriptorImpl folders() {
        return Jenkins.get().getDescriptorByType(FolderTarget.DescriptorImpl.class);
    }

    private static List<HtmlInput> namesIn(HtmlForm form) {
        return form.getElementsByAttribute("input", "name", "_.name").stream()
                .map(HtmlInput.class::cast)
                .filter(field -> field.getAttribute("class").contains("ecs-target-name"))
                .toList();
    }

    private static long shownDuplicates(HtmlPage page) {
        return page.querySelectorAll(".ecs-target-duplicate").stream()
                .filter(node -> !((org.htmlunit.html.HtmlElement) node)
                        .getAttribute("class")
                        .contains("jenkins-hidden"))
                .count();
    }

    private static <T extends Target> T full(T target, String credentials) {
        target.setRegion("eu-central-1");
        target.setCluster("c1");
        target.setCredentialsId(credentials);
        target.setRoleArn("arn:aws:iam::111122223333:role/deployer");
        target.setExternalId("x-1");
        target.setSessionDurationSeconds(7200);
        target.setOnAbort("ROLLBACK");
        target.setOnFailure("leave");
        target.setTimeoutMinutes(30);
        return target;
    }

    private static void assertOk(FormValidation answer) {
        assertThat(answer.kind).as(answer.getMessage()).isEqualTo(FormValidation.Kind.OK);
    }

    private static void assertError(FormValidation answer, String words) {
        assertThat(answer.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(answer.renderHtml()).contains(words.startsWith("&") ? words : hudson.Util.escape(words));
    }
}
