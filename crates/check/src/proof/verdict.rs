//! What a walk over every path can find.

use super::witness::Witness;
use crate::files::Severity;

/// What the walk over every path found.
#[derive(Debug, Clone)]
pub struct Proof {
    /// The fewest questions on a path.
    pub shortest: usize,
    /// The most questions on a path.
    pub longest: usize,
    /// What does not hold.
    pub violations: Vec<Violation>,
}

impl Proof {
    /// How many of what does not hold are as bad as this.
    pub fn count(&self, severity: Severity) -> usize {
        self.violations.iter().filter(|violation| violation.code.severity() == severity).count()
    }
}

/// Something that must hold on every path and does not.
#[derive(Debug, Clone)]
pub struct Violation {
    /// What kind.
    pub code: Rule,
    /// The id of the question, route or other item.
    pub item: String,
    /// What is wrong.
    pub message: String,
    /// The shortest answers that show it; none when the item is on no path at all.
    pub witness: Option<Witness>,
}

/// What must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// No path has more than [`MOST_QUESTIONS`](super::check::MOST_QUESTIONS) questions.
    TooLong,
    /// Every answer can change something.
    AnswerInVain,
    /// There is always a suggested next step.
    NoNextStep,
    /// A route that is recommended is open.
    RecommendedNotOpen,
    /// A route that stands beside the step is open.
    AlongsideNotOpen,
    /// No route is open and closed at once.
    OpenAndClosed,
    /// What the rules say may never be open is not.
    NeverOpen,
    /// Where there is a ladder, one of its lines leads.
    LadderGap,
    /// Every line of the ladder leads on some path.
    NeverLeads,
    /// No body is open by one route and shut by another.
    OpenAndShut,
    /// The suggested route is not the only one, or says why it is.
    OnlyRoute,
    /// A plan names enough contacts.
    TooFewContacts,
    /// A step that is done does not lead any more.
    StillLeads,
    /// A deadline in the plan has a date that was asked for.
    DateNotAsked,
    /// What is shown rests on laws that are in force.
    NotInForce,
    /// A letter has no gap that one of the routes that offer it can never fill.
    LetterLacks,
    /// An answer that a topic asks for leads by itself to more than the rung for whoever is left.
    NoOwnStep,
    /// Every item is reached on some path.
    NeverReached,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Rule; 18] = [
        Rule::TooLong,
        Rule::AnswerInVain,
        Rule::NoNextStep,
        Rule::RecommendedNotOpen,
        Rule::AlongsideNotOpen,
        Rule::OpenAndClosed,
        Rule::NeverOpen,
        Rule::LadderGap,
        Rule::NeverLeads,
        Rule::OpenAndShut,
        Rule::OnlyRoute,
        Rule::TooFewContacts,
        Rule::StillLeads,
        Rule::DateNotAsked,
        Rule::NotInForce,
        Rule::LetterLacks,
        Rule::NoOwnStep,
        Rule::NeverReached,
    ];

    /// Whether it is about something that must be so on some path, and not about what may be so on none.
    pub fn is_of_reach(self) -> bool {
        matches!(self, Rule::NeverReached | Rule::NeverLeads | Rule::NoOwnStep)
    }

    /// How bad it is when it does not hold. That a body is shut by one route while another is open is hidden from
    /// whoever asks, so the plan is right; that the rules say both is worth a look. Where an answer has no step of its
    /// own, somebody to talk to may be all there is.
    pub fn severity(self) -> Severity {
        match self {
            Rule::OpenAndShut | Rule::AnswerInVain | Rule::LetterLacks | Rule::NoOwnStep => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// The name printed in brackets.
    pub fn name(self) -> &'static str {
        match self {
            Rule::TooLong => "too-long",
            Rule::AnswerInVain => "answer-in-vain",
            Rule::NoNextStep => "no-next-step",
            Rule::RecommendedNotOpen => "recommended-not-open",
            Rule::AlongsideNotOpen => "alongside-not-open",
            Rule::OpenAndClosed => "open-and-closed",
            Rule::NeverOpen => "never-open",
            Rule::LadderGap => "ladder-gap",
            Rule::NeverLeads => "never-leads",
            Rule::OpenAndShut => "open-and-shut",
            Rule::OnlyRoute => "only-route",
            Rule::TooFewContacts => "too-few-contacts",
            Rule::StillLeads => "still-leads",
            Rule::DateNotAsked => "date-not-asked",
            Rule::NotInForce => "not-in-force",
            Rule::LetterLacks => "letter-lacks",
            Rule::NoOwnStep => "no-own-step",
            Rule::NeverReached => "never-reached",
        }
    }
}
