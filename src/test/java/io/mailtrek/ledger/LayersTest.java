package io.mailtrek.ledger;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages go one way. */
@AnalyzeClasses(packages = "io.mailtrek", importOptions = DoNotIncludeTests.class)
class LayersTest {

  @ArchTest
  static final ArchRule STORE_AND_LEDGER_KNOW_NO_CAMEL =
      noClasses()
          .that()
          .resideInAnyPackage("io.mailtrek.store..", "io.mailtrek.ledger..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.camel..",
              "io.mailtrek.config..",
              "io.mailtrek.pass..",
              "io.mailtrek.adopt..",
              "io.mailtrek.convert..",
              "io.mailtrek.repair..",
              "io.mailtrek.camel..",
              "io.mailtrek.cli..");

  @ArchTest
  static final ArchRule STORE_KNOWS_NO_LEDGER =
      noClasses()
          .that()
          .resideInAPackage("io.mailtrek.store..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.mailtrek.ledger..");

  @ArchTest
  static final ArchRule BATCHES_KNOW_NO_SERVER =
      classes()
          .that()
          .resideInAPackage("io.mailtrek.store.batch..")
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage("io.mailtrek..")
                  .or(
                      resideInAnyPackage(
                          "io.mailtrek.store",
                          "io.mailtrek.store.limit",
                          "io.mailtrek.store.batch..")));

  @ArchTest
  static final ArchRule CONVERT_KNOWS_STORES_ALONE =
      classes()
          .that()
          .resideInAPackage("io.mailtrek.convert..")
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage("io.mailtrek..")
                  .or(resideInAnyPackage("io.mailtrek.convert..", "io.mailtrek.store..")));

  @ArchTest
  static final ArchRule LEDGER_KNOWS_NO_MAIL_SERVER =
      noClasses()
          .that()
          .resideInAPackage("io.mailtrek.ledger..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.mailtrek.store.*..");

  @ArchTest
  static final ArchRule A_SOURCE_OF_EXCHANGE_ONLY_LOOKS =
      noClasses()
          .that()
          .haveNameMatching(
              "io\\.mailtrek\\.store\\.exchange\\.(ExchangeSourceSession|ExchangeListing|FolderList"
                  + "|SourceFolders|ItemReader|[A-Za-z]+Contents|Copies|ExchangeInspection)")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "io\\.mailtrek\\.store\\.exchange\\.((Create|Update|Upload)[A-Za-z]+|Occurrence"
                  + "|UnfinishedItem|ProbeFolder|Writing)");

  @ArchTest
  static final ArchRule THE_JUDGES_OF_THE_STORES_SHARE_NOTHING_WITH_THEM =
      classes()
          .that()
          .resideInAPackage("io.mailtrek.demo.exchange..")
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage("io.mailtrek..")
                  .or(resideInAnyPackage("io.mailtrek.demo.exchange..")));

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.mailtrek.(**)").should().beFreeOfCycles();
}
