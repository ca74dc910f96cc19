package io.jenkins.plugins.ecsdeploy.steps.promotion;

import static io.jenkins.plugins.ecsdeploy.steps.promotion.TagScene.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import io.jenkins.plugins.ecsdeploy.steps.FormRoundTrip;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.GlobalTarget;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;

/** The form of {@code tagImage}: what is typed in comes back, and the script that it writes is what one means. */
@ExtendWith(QuickJenkins.class)
class TagImageFormTest {
    private static final String AT_ECR = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/web:1.0";

    private static JenkinsRule jenkins;
    private static WorkflowJob job;
    private static TagImageStep.DescriptorImpl form;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = jenkins.createProject(WorkflowJob.class);
        form = jenkins.jenkins.getDescriptorByType(TagImageStep.DescriptorImpl.class);
        try (EcsScene scene = EcsScene.fast()) {
            SystemCredentialsProvider.getInstance().getCredentials().add(scene.credentials("aws"));
        }
        SystemCredentialsProvider.getInstance().getCredentials().add(TagScene.login("registry"));
        SystemCredentialsProvider.getInstance().getCredentials().add(TagScene.login("ecr:us-east-1:aws"));
        GlobalTarget target = new GlobalTarget("beta");
        target.setRegion("eu-central-1");
        EcsTargets.get().setTargets(List.of(target));
    }

    @AfterAll
    static void stop() {
        EcsTargets.get().setTargets(List.of());
    }

    @Test
    void whatIsTypedInComesBack() throws Exception {
        FormRoundTrip.check(jenkins, withItsDefaults(), withAllArgumentsOfARegistry(), withAllArgumentsOfEcr());
    }

    @Test
    void theScriptIsWhatOneMeans() throws Exception {
        new SnippetizerTester(jenkins)
                .assertRoundTrip(withItsDefaults(), "tagImage image: '" + WEB + ":1.0', tag: 'dev'");
        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        withAllArgumentsOfARegistry(),
                        "tagImage credentialsId: 'registry', image: '" + WEB
                                + ":1.0', overwrite: false, tag: ['dev', '1.0-dev'], to: 'registry.example.com/released/web'");
    }

    private static TagImageStep withItsDefaults() {
        TagImageStep step = new TagImageStep(WEB + ":1.0");
        step.setTag("dev");
        return step;
    }

    private static TagImageStep withAllArgumentsOfARegistry() {
        TagImageStep step = new TagImageStep(WEB + ":1.0");
        step.setTag(List.of("dev", "1.0-dev"));
        step.setCredentialsId("registry");
        step.setTo("registry.example.com/released/web");
        step.setOverwrite(false);
        return step;
    }

    private static TagImageStep withAllArgumentsOfEcr() {
        TagImageStep step = new TagImageStep(AT_ECR);
        step.setTag("90");
        step.setTarget("beta");
        step.setCredentialsId("aws");
        step.setRole("arn:aws:iam::111122223333:role/x");
        step.setExternalId("word");
        return step;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            image | registry.example.com/web     | neither a tag nor a digest
            image | registry.example.com/Web:1   | is not an image
            tag   | dev, -x                      | is not an image tag
            tag   | dev:1                        | is not an image tag
            to    | registry.example.com/web:1   | expected one without a tag
            """)
    void whatIsWrongIsSaidWhileOneTypes(String field, String text, String words) {
        FormValidation verdict = check(field, text);

        assertThat(verdict.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(verdict).hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            image | registry.example.com/web:1
            image | web@sha256:0123456789012345678901234567890123456789012345678901234567890123
            tag   | dev
            tag   | dev, 0.0.3-dev prod
            to    | registry.example.com/released/web
            """)
    void whatIsRightIsNotDoubted(String field, String text) {
        assertThat(check(field, text).kind).isEqualTo(FormValidation.Kind.OK);
    }

    private static FormValidation check(String field, String text) {
        return switch (field) {
            case "image" -> form.doCheckImage(job, text);
            case "tag" -> form.doCheckTag(job, text);
            default -> form.doCheckTo(job, text);
        };
    }

    /** The Amazon ECR plugin offers one for each region beside those of AWS themselves. */
    @Test
    void offersLoginsAndAwsCredentialsAndNoneThatAreDerivedFromThem() {
        ListBoxModel offered = form.doFillCredentialsIdItems(job, "kept");

        assertThat(offered).extracting(option -> option.value).containsExactlyInAnyOrder("", "aws", "registry", "kept");
    }
}
