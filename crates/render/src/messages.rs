//! Every fixed message of the interview, in one place, so that a test can read them all.
//!
//! A message with gaps has them in braces; [`fill`] puts the words in.

macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = $text;)*
        /// Every message with its name.
        pub const ALL: &[(&str, &str)] = &[$((stringify!($name), $name)),*];
    };
}

messages! {
    /// The first line of all.
    TITLE = "signpost: for parents in {jurisdiction}";
    /// What it does.
    PURPOSE = "This helps when you disagree with a decision about your child's special educational needs.";
    /// How long it takes.
    LENGTH = "It usually asks {least} to {most} questions.";
    /// What to have to hand.
    READY = "Have any letter from the council or school ready.";
    /// What it keeps.
    PRIVATE = "It does not ask for names. Nothing is saved, and nothing is sent.";
    /// What it is not.
    NOT_ADVICE = "It is information, not legal advice.";
    /// The line for an emergency.
    DANGER = "If a child is in danger now, ring 999.";
    /// Who stands behind it.
    MADE_BY = "Made by {made_by}. Rules checked: {checked}.";
    /// The day.
    TODAY = "Today: {today}.";
    /// The day, when it was set by hand.
    AS_IF_TODAY = "As if today were {today}.";
    /// How to leave at once.
    LEAVE_NOW = "qq clears the screen, not files or command history.";
    /// What to type on the first screen.
    START = "Tell it in a few sentences, or press Enter.";
    /// Back on the first screen.
    START_BACK = "This is the first screen. There is nothing before it.";
    /// The heading of the help on the first screen.
    HOW_TITLE = "How this works";
    /// Help on the first screen: questions.
    HOW_QUESTIONS = "You answer one question at a time. Type the number of your answer, or its first words, and press Enter.";
    /// Help on the first screen: not sure.
    HOW_UNSURE = "You can always answer: not sure. We then say how to find out, and go on with the safer reading.";
    /// Help on the first screen: moving about.
    HOW_MOVE = "b goes back and keeps your answers. q stops. You can check and change every answer before your next steps.";
    /// Help on the first screen: screen readers.
    HOW_READER = "Using a screen reader? Stop, and run: signpost --plain";
    /// Help on the first screen: one date.
    HOW_DATE = "Worried about one date? Stop, and run: signpost deadline";

    /// After it.
    HOW_END = "Press Enter to go back to the first screen.";

    /// The last answer of every list.
    NOT_SURE = "I am not sure";
    /// The line before it.
    OR = "or";
    /// The question once more, where it has gone by.
    AGAIN = "The question: {asked}";
    /// What to type where one answer is taken.
    TYPE_ONE = "Type a number.";
    /// What to type where a council is asked for.
    TYPE_AREA = "Type the name, or a number.";
    /// How a council is named.
    AREA_HOW = "Type the name of the council, or its first letters, such as lee for Leeds.";
    /// The heading of the councils that may be meant.
    WHICH_AREA = "Which of these is it?";
    /// The same, where there is one.
    IS_IT_AREA = "Is it this one?";
    /// Under it, where more fit than are shown.
    MORE_AREAS = "{count} more fit. Type more letters, or the name of your own council.";
    /// The last of them.
    NONE_OF_THESE = "None of these";
    /// What Enter does where there is one.
    ENTER_TAKES_IT = "Press Enter for 1.";
    /// Where no council is called so.
    NO_SUCH_AREA = "No council with that name runs schools here. Type the county, city or borough, such as Kent.";
    /// What to type where several are.
    TYPE_SEVERAL = "Type one number, or more such as 1 3.";
    /// What to type where a date is asked for.
    TYPE_DATE = "Type a date, or: not sure.";
    /// The same where it need not be known.
    TYPE_DATE_IF_KNOWN = "Type a date, or press Enter if it is not known.";
    /// The same where there may be no such date.
    TYPE_DATE_OR_NONE = "Type a date, or a number.";
    /// What to type where people say what they were told.
    TYPE_TOLD = "Type numbers such as 1 3. Enter: none of these.";
    /// The keys that work everywhere.
    KEYS = "? help, b back, q quit";
    /// How many questions can still come.
    MORE = "About {count}";
    /// How to use a menu.
    MENU_KEYS = "Arrow keys to move, Enter to choose";
    /// A menu's entry for help.
    MENU_HELP = "Explain this question";
    /// A menu's entry for going back.
    MENU_BACK = "Go back";
    /// A menu's entry for stopping.
    MENU_STOP = "Stop";
    /// Under a question that takes any of its answers.
    ALL_THAT_APPLY = "Choose all that apply";
    /// Under a question that takes some of its answers.
    AT_MOST = "Choose at most {most}";
    /// An example date, after a hint. Its day is over 12, so that the order is plain.
    HINT_EXAMPLE = "{hint}, for example 27 3 2026";
    /// An example date by itself.
    EXAMPLE = "For example 27 3 2026";

    /// The answer, said back.
    SAID = "You said: {said}";
    /// A place that was typed for its council.
    PLACE_IN = "{place} is in {council}.";
    /// A question shown again.
    KEEP = "You said: {said} Press Enter to keep it.";
    /// A date, said back.
    SAID_DATE = "You said: {date} ({ago}).";
    /// A rough date, said back.
    SAID_ROUGH = "You said: {date}. For what you must do, we count from {first}.";
    /// After a date is said back.
    CONFIRM_DATE = "Press Enter to go on, or type it again.";
    /// A weekday that does not fit its date.
    WEEKDAY = "{date} is a {right}, not a {typed}. Which day is right?";
    /// How a date ahead is used all the same.
    AHEAD_AGAIN = "Or type the same date again to use it.";
    /// A date of something that has been, which is still to come.
    DATED_AHEAD = "{date} is still to come. Which date is right?";
    /// The other answer to that.
    WEEKDAY_OTHER = "Another day. I will type it again";
    /// Before what is wrong with an answer.
    ERROR = "Error: {problem}";
    /// What was typed.
    TYPED = "You typed: {typed}";
    /// After three wrong goes.
    OFFER = "You can answer \"I am not sure\" and go on. Type ? for help with this question.";
    /// Back on the first question.
    FIRST = "This is the first question. There is nothing before it.";

    /// The heading of the help.
    HELP_TITLE = "Help";
    /// Why a question is asked.
    HELP_WHY = "Why we ask: {why}";
    /// Set phrases of letters.
    HELP_LETTER = "What such letters say:";
    /// One of them.
    HELP_LETTER_SAYS = "{label}: \"{says}\"";
    /// The glossary.
    HELP_WORDS = "What the words mean:";
    /// One entry of it.
    HELP_WORD = "{word}: {means}";
    /// How to find out.
    HELP_UNSURE = "If you are not sure: {tell}";
    /// Another way in, for dates.
    HELP_DATE = "Type a date such as 27 3 2026, 27 March or yesterday. A month alone is enough if that is all you know.";
    /// After the help.
    HELP_END = "Press Enter to go back to the question.";

    /// A time limit that is near.
    NEAR = "A time limit {is} near: {what} by {day} ({left}).";
    /// A limit in school days, after the earliest day it can have ended and before the latest.
    NEAR_SCHOOL = "The time to {what} may have ended on {day}. School holidays can move it later.";
    /// Its last day, where the safe day has passed.
    NEAR_LAST = "A time limit {is} near: {what}. The last day is {day} ({left}).";
    /// What to do about it.
    NEAR_DO = "Go on: your next steps will say what to do first.";
    /// A time limit that has passed.
    PASSED = "A time limit {has} passed: {what}, by {day} ({left}).";
    /// What to do about it.
    PASSED_DO = "There is still a way. Go on: your next steps will say what to do today.";

    /// Where it applies.
    IS = "is";
    /// Where an answer still to come decides.
    MAY_BE = "may be";
    /// Where it applied.
    HAS = "has";
    /// Where an answer still to come decides.
    MAY_HAVE = "may have";

    /// The heading before the plan.
    CHECK_TITLE = "Check your answers";
    /// How to change one.
    CHECK_CHANGE = "Type a number to change an answer.";
    /// How to go on.
    CHECK_GO_ON = "Press Enter to see your next steps. ? help, b back, q quit";
    /// How to change one in a menu.
    CHECK_MENU = "Choose an answer to change it, or see your next steps.";
    /// How to go on, as an entry of a menu.
    CHECK_PLAN = "See my next steps";
    /// Help on that screen.
    CHECK_HELP = "Each line is one of your answers. Type its number, and the question is asked again. Other answers are kept.";
    /// The first question about one date.
    DATE_ABOUT = "What do you have?";
    /// The last line of a list that goes on.
    DATE_ELSE = "Something else";
    /// Where something has several dates.
    DATE_WHICH = "Which date do you have?";
    /// Where typed words fit several time limits.
    DATE_FIT = "Which time limit is it? These fit: {words}.";
    /// What to type at each of these lists.
    DATE_KEYS = "Type a number, or words such as transport or 20 weeks.";
    /// Words that no time limit fits.
    DATE_NO_LIMIT = "No time limit fits these words. Type a number, or other words.";
    /// Help with each of these lists.
    DATE_HELP = "Choose what fits best. Then type the date, and you see each time limit that runs from it. Words find a time limit by its name, its length or its law.";
    /// After the limits.
    DATE_MORE = "To see how one is counted, and what can change it: signpost deadline ID";
    /// When the date is not known.
    DATE_UNKNOWN = "When you have it, come back to: signpost deadline. To look at everything without it: signpost";
    /// A number that is not one of the answers.
    CHECK_NUMBER = "Type a number from 1 to {last}, or press Enter to see your next steps.";
    /// Answers that fell away.
    DROPPED = "No longer needed: {questions}.";
    /// A date that an earlier date, changed now, contradicts.
    DATES_AGAIN = "Not possible with the new date, so it is asked again: {questions}.";
    /// Answers given beforehand to questions that are not asked.
    NOT_ASKED = "Not asked with these answers, so not used: {questions}.";
    /// Answers given beforehand, under other rules.
    OTHER_RULES = "The rules have changed since these answers were saved. They were checked on {then}, and now on {now}.";
    /// No plan stands with them, to hold a new one against.
    OTHER_NO_PLAN = "No next steps were saved with these answers. Check each answer.";
    /// The change does not touch them.
    OTHER_SAME = "For you nothing changes: the same next step, and the same dates.";
    /// Before what the change does.
    OTHER_CHANGES = "This changes for you:";
    /// Another step: the old one.
    OTHER_STEP_THEN = "Next step then: {step}";
    /// Another step: the new one.
    OTHER_STEP_NOW = "Next step now: {step}";
    /// The old step is no step any more.
    OTHER_NO_STEP = "One that is not in the rules any more.";
    /// Other dates: of what.
    OTHER_LIMIT = "Other dates: {what}.";
    /// The old ones.
    OTHER_DATE_THEN = "Then: {days}";
    /// The new ones.
    OTHER_DATE_NOW = "Now: {days}";
    /// Two dates.
    OTHER_TWO_DATES = "aim for {aim}, last day {last}.";
    /// No date.
    OTHER_NO_DATE = "none in the next steps.";
    /// A question that was not asked before.
    OTHER_ASKS = "For you one more question is asked now: {asked}";
    /// What it may do.
    OTHER_MAY_CHANGE = "When you have answered it, the next steps may be different.";
    /// An answer the rules do not have any more.
    OTHER_DO_NOT_FIT = "Some of these answers do not fit the new rules. Check each answer.";
    /// The answers come from a saved plan.
    OTHER_VERIFY = "To see every line that differs: signpost plan --verify FILE";

    /// The question after q.
    STOP_TITLE = "Do you want to stop here?";
    /// Its first answer.
    STOP_ANSWERS = "Show my answers and stop";
    /// Its second answer.
    STOP_CLEAR = "Clear the screen and leave";
    /// Its third answer.
    STOP_GO_ON = "Go on";
    /// Below it.
    STOP_NOTE = "Nothing has been saved";
    /// The same, when files were saved before.
    STOP_NOTE_KEPT = "Nothing has been saved but the files you asked for";
    /// Below it, when all of it is saved as a case.
    STOP_NOTE_CASE = "Everything so far is saved in case {reference}";
    /// Help with it, then.
    STOP_HELP_CASE = "You can go on with the case later: signpost case open {reference} --adviser. b goes back to the question.";
    /// Help with it.
    STOP_HELP = "Your answers are kept nowhere. Shown as lines, you can copy them and go on from them later. b goes back to the question.";
    /// A number that is not in a short list.
    ONE_OF = "Type a number from 1 to {last}.";
    /// The last line of a stopped interview.
    STOPPED = "Stopped. Nothing was saved.";
    /// The same, when files were saved before.
    STOPPED_KEPT = "Stopped. Nothing else was saved.";
    /// The same, when all of it is saved as a case.
    STOPPED_CASE = "Stopped. Everything so far is saved: {reference}";
    /// No answers to show.
    NO_ANSWERS = "You have not answered a question yet.";
    /// Before the answers.
    BLOCK_BEFORE = "Your answers are below. Copy the lines into an email to yourself, or keep them in a file.";
    /// After them, before a plan was made.
    BLOCK_GO_ON = "To go on from here later: signpost ask --answers FILE";
    /// After them, when a plan was made.
    BLOCK_PLAN = "To get these next steps again: signpost plan --answers FILE";

    /// After a plan that went to a file or another program.
    END_SENT = "Your next steps are where you sent them.";
    /// The same, after going back.
    END_SENT_AGAIN = "The new next steps are where you sent them, after the ones before.";
    /// After the plan, when nothing was kept.
    END_NOTHING = "Nothing was saved.";
    /// After the plan, when something was kept.
    END_KEPT = "Nothing else was saved.";
    /// The offer after the plan.
    KEEP_TITLE = "Do you want to keep anything?";
    /// Under it.
    KEEP_NOTE = "You can choose more than one, one after the other";
    /// All of it as text.
    KEEP_TEXT = "All of it as text";
    /// The plan on paper.
    KEEP_PRINT = "Your next steps to print, with the letters";
    /// In which form.
    PRINT_TITLE = "How do you want to print it?";
    /// Its first answer.
    PRINT_TEXT = "Numbered pages of text";
    /// Its second answer.
    PRINT_WEB = "A page for a web browser";
    /// A calendar.
    CALENDAR_TITLE = "What may its titles say?";
    /// Its first answer.
    CALENDAR_PRIVATE = "Only the kind of act, such as Call or Post";
    /// Its second answer.
    CALENDAR_PLAIN = "What is to be done";
    /// A letter.
    KEEP_LETTER = "A letter to start from";
    /// A calendar.
    KEEP_CALENDAR = "Dates for a calendar";
    /// The log.
    KEEP_LOG = "A blank log for calls and meetings";
    /// In which form.
    LOG_TITLE = "How do you want to fill it in?";
    /// Its first answer.
    LOG_TEXT = "As text, or on paper";
    /// Its second answer.
    LOG_TABLE = "In a spreadsheet";
    /// The main points.
    KEEP_EMAIL = "A short summary for an email";
    /// What would change the plan.
    KEEP_WHAT_IF = "Show what would change these next steps";
    /// The answers.
    KEEP_ANSWERS = "Show my answers as lines to copy";
    /// Nothing more.
    KEEP_NOTHING = "Nothing, I have finished";
    /// After a text shown on request.
    MORE_OFFER = "Press Enter to go back to the list.";
    /// Help with the offer.
    KEEP_HELP = "Each file is saved only when you have given it a name. The text holds everything. A web page can also be read back with --answers.";
    /// More help with the offer.
    KEEP_HELP_MORE = "Calendar files open in most calendar programs. The titles in them do not say what they are about.";
    /// Which letter.
    LETTER_TITLE = "Which letter?";
    /// A name for the file.
    NAME_TITLE = "What should the file be called?";
    /// Once, before the first file is saved.
    NAME_SHARED = "Anyone who uses this computer may be able to open this file.";
    /// Where it goes.
    NAME_FOLDER = "It goes into the folder {folder}";
    /// What to type for a name.
    NAME_KEYS = "Type y for {name}, or type another name. ? help, b back, q quit";
    /// Help with it.
    NAME_HELP = "A name alone puts the file into the folder named here. You can type another folder before the name. Nothing is saved until you press Enter.";
    /// Enter alone.
    NAME_NONE = "Type y, or a name for the file.";
    /// There is a file of that name.
    TAKEN_TITLE = "There is a file of that name already. Do you want to write over it?";
    /// To write over it.
    TAKEN_OVER = "Write over it";
    /// Another name.
    TAKEN_OTHER = "Choose another name";
    /// A file that was saved.
    SAVED = "Saved:";
    /// A file that could not be saved.
    NOT_SAVED = "The file could not be saved: {why}.";
    /// What to do then.
    NOT_SAVED_TITLE = "Do you want to try another place?";
    /// Its first answer.
    NOT_SAVED_AGAIN = "Try another name or folder";
    /// Its second answer.
    NOT_SAVED_SHOW = "Show it here, to copy";
    /// Its third answer.
    NOT_SAVED_LEAVE = "Leave it";
    /// Why: the folder takes no files.
    WHY_READ_ONLY = "nothing can be written in that folder";
    /// Why: the folder belongs to somebody else.
    WHY_DENIED = "you are not allowed to write in that folder";
    /// Why: no room.
    WHY_FULL = "the disk is full";
    /// Why: no such folder.
    WHY_NO_FOLDER = "there is no such folder";
    /// Why: something else.
    WHY_OTHER = "the system does not take it";
    /// After Ctrl-C.
    INTERRUPTED = "Stopped. Nothing was saved.";
    /// After Ctrl-C, when files were saved.
    INTERRUPTED_KEPT = "Stopped. Nothing else was saved.";
    /// Before what was answered, given back.
    INTERRUPTED_BACK = "Your answers so far are below, to copy:";
    /// In the middle of saving, on a disk that does not answer.
    INTERRUPTED_SAVING = "Stopped while a file was being saved. Look whether it is there.";
    /// Ended from outside, with what was answered saved as a case.
    INTERRUPTED_SAVED = "Stopped. The answers so far are saved:";
    /// Between pages.
    MORE_TEXT = "Press Enter for more. ? help, b back, q leave out the rest";
    /// Help between pages.
    MORE_HELP = "This text is longer than the screen. b shows the page before. With --no-pause it does not stop.";
    /// The first line of a call.
    DESK_START = "A call. Rules checked: {checked}. Nothing is saved yet: a closed window or a killed program loses it. /keep asks for consent, and from then on saves each thing as it is said.";
    /// The first line of a call on a saved case.
    DESK_CASE = "Case {reference}. Rules checked: {checked}. Each thing is saved as it is said.";
    /// Added to the line of keys.
    DESK_KEYS = "/ for commands";
    /// Before the list of commands.
    DESK_TITLE = "Commands";
    /// A command.
    DESK_FACTS = "/facts TEXT: several facts at once, with commas between them.";
    /// A command.
    DESK_SET = "/set ID ANSWER: one answer, by the question's id, its first letters or its number.";
    /// A command.
    DESK_JUMP = "/jump ID: go to a question.";
    /// A command.
    DESK_READ = "/read: words to say. After the questions, every open route, for and against.";
    /// A command.
    DESK_ROUTE = "/route NAME: words to say for one route, for and against. The note says that it was explained.";
    /// A command.
    DESK_LIST = "/list: all that is taken so far, and how it is known.";
    /// A command.
    DESK_UNDO = "/undo: take back the last thing said, whatever it was.";
    /// A command.
    DESK_CALL = "/call FIELD TEXT: for the call note: caller, urgent, tried, choice, if_not or queries.";
    /// A command.
    DESK_ACTION = "/action WHO: WHAT, by DATE: something agreed, such as: adviser: send the summary, by friday.";
    /// A command.
    DESK_SERVICE = "/service NUMBER: your own number for this family.";
    /// A command.
    DESK_KEEP = "/keep: save this call as a case, from now on.";
    /// A command.
    DESK_WHY = "/why: the rule, its law and the day it was checked.";
    /// A command.
    DESK_WORDS = "/words TERM: what a word means.";
    /// A command.
    DESK_NOTE = "/note TEXT: a private note, without names.";
    /// A command.
    DESK_HOLD = "/hold: what to look for while the caller finds a letter.";
    /// A command.
    DESK_SAFE = "/safe: when somebody may not be safe.";
    /// A command.
    DESK_TIME = "/time: minutes so far.";
    /// A command.
    DESK_DONE = "/done: end the call.";
    /// No such command.
    DESK_UNKNOWN = "There is no command {typed}. Type / to see them all.";
    /// A command without its text.
    DESK_NEEDS = "Type it as: {usage}";
    /// More was told than is heard at once.
    STORY_LONG = "That is longer than is heard at once (at most {most} letters), so none of it is used. Tell it in parts.";
    /// A fact that fits nothing.
    FACT_UNKNOWN = "Not understood, so not used: {fact}";
    /// A fact that was left out.
    FACT_LEFT = "Left out: {fact}";
    /// A fact, said back.
    FACT_SAID = "{fact}: {said}";
    /// A fact that is asked about when what is open is settled.
    FACT_LATER = "Asked about after this: {fact}";
    /// What follows from a fact.
    FACT_SO = "So: {said}";
    /// A fact that fits several answers.
    FACT_WHICH = "Which is meant by: {fact}?";
    /// What to type there.
    FACT_KEYS = "Type the number of each that is so, or press Enter to leave it out. You can also say more.";
    /// Words typed there that were not understood.
    FACT_NUMBERS = "Type numbers from the list, or press Enter. What you typed was not understood.";
    /// Two numbers typed there of which only one can be.
    FACT_BOTH = "Only one of these can be so. Type one number for it.";
    /// What a fact takes the place of.
    FACT_INSTEAD = "In place of: {said}";
    /// Help there.
    FACT_HELP = "What the caller said fits each of these. Ask which one they mean.";
    /// Help where typed words are no answer to the question.
    OFFER_HELP = "What you typed is not one of the answers. It may mean one of these.";
    /// Where none of what the rules answer is about somebody's own question.
    NOT_ANSWERED = "No line here answers just that. Your next steps may: press Enter to see them. Or ask your SENDIASS, which is free. You can also ask it in fewer words.";
    /// The heading of a story that is read back.
    STORY_HEARD = "Is this right?";
    /// Under it.
    STORY_NOT_YET = "Nothing counts before you press Enter.";
    /// What of it was not clear.
    STORY_UNCLEAR = "Not clear as a fact. The last question comes back to it: {said}.";
    /// The same where it is much: a wall of pieces is not read.
    STORY_UNCLEAR_MUCH = "What else you said is no clear fact. The last question comes back to it.";
    /// What to type there.
    STORY_KEYS = "Enter if it is right. A number moves a line to the other list, or back. Or tell more.";
    /// The heading above what counts.
    STORY_COUNTS = "What we understood";
    /// The heading above what does not.
    STORY_PERHAPS = "Not used. Type its number if it is so";
    /// Help there.
    STORY_HELP = "This is what we understood from your own words. Move what is wrong to the other list, and what is right to the first. What is missing is asked next.";
    /// Where no fact was understood.
    STORY_NOTHING = "We could not take anything from that for certain. Here are the questions.";
    /// After going back from it.
    STORY_LEFT = "Nothing of it was used. Here are the questions.";
    /// How a date is known, with its echo.
    KNOWN_CONFIRM = "Enter, or how it is known: l caller has the letter, r read out, m remembered, o told by someone else. Or type it again.";
    /// How a date is known.
    KNOWN_KEYS = "How is the {called} known? l caller has the letter, r read out, m remembered, o told by someone else. Enter: not said.";
    /// Neither of those keys.
    KNOWN_WRONG = "Type l, r, m or o, or press Enter.";
    /// A question that no id or number fits.
    ID_UNKNOWN = "No question is called {typed}.";
    /// The nearest one.
    ID_NEAR = "No question is called {typed}. Is it {near}?";
    /// Several fit.
    ID_SEVERAL = "{typed} fits {ids}.";
    /// Words to read out.
    SAY = "Say: {words}";
    /// A route, for and against.
    SAY_ROUTE = "{name}. Good for: {good} Think about: {think}";
    /// The rule behind a question.
    WHY_QUESTION = "Question {id}: {why}";
    /// The rule behind the step.
    WHY_ROUTE = "Route {id}: {name}.";
    /// A law.
    WHY_LAW = "{cite}. Certainty {certainty}. Checked {checked}.";
    /// No law of its own.
    WHY_NONE = "It rests on no law of its own. Rules checked {checked}.";
    /// No such word.
    WORD_UNKNOWN = "The glossary has no word {typed}.";
    /// No words to explain here.
    WORD_NONE = "No word on this screen is in the glossary.";
    /// Before anything is typed that is kept as it stands.
    NOTE_WARN = "Leave out names, birth dates and postcodes, and telephone, email and NHS numbers.";
    /// A note that may say who somebody is.
    NOTE_ASK = "This looks as if it held {what}. Type keep to keep it, or press Enter to leave it out.";
    /// Help with that.
    NOTE_HELP = "What is kept as typed is best without anything that says who somebody is.";
    /// A note was kept.
    NOTE_KEPT = "Noted.";
    /// A note was left out.
    NOTE_LEFT = "It was left out.";
    /// A field of the call note without its text, or none of that name.
    CALL_NEEDS = "Type it as: /call choice TEXT. The first word is {fields}.";
    /// Something was agreed.
    ACTION_KEPT = "Agreed. {said}";
    /// The number of the service.
    SERVICE_KEPT = "Your number for this family: {number}.";
    /// It is too long.
    SERVICE_LONG = "A number has at most {most} characters.";
    /// Before what was taken back.
    UNDO_TITLE = "Taken back:";
    /// Before what holds again.
    UNDO_AGAIN = "Again: {said}";
    /// Nothing to take back.
    UNDO_NONE = "Nothing has been said that could be taken back.";
    /// The consent to a record is taken back, and there is one.
    UNDO_CASE = "The case is in its folder still. To remove it: signpost case delete REF --yes";
    /// A note, taken back or listed.
    LIST_NOTE = "Note: {text}";
    /// What was said and no answer holds.
    LIST_ALSO = "Also said: {text}";
    /// An answer that another took the place of.
    SAID_BEFORE = "Before that: {said}";
    /// A question put off.
    LIST_HELD = "To confirm: {asked}";
    /// A route that was explained.
    LIST_EXPLAINED = "Explained: {name}.";
    /// A field of the call note.
    LIST_CALL = "For the note, {field}: {text}";
    /// Something agreed.
    LIST_ACTION = "Agreed: {said}";
    /// The number of the service.
    LIST_SERVICE = "Your number: {number}.";
    /// A consent.
    LIST_CONSENT = "Consent to {what}: {given}.";
    /// Whether the next step was said back.
    LIST_TEACH_BACK = "The next step was said back: {given}.";
    /// How a date is known, taken back.
    LIST_KNOWN = "How the {called} is known.";
    /// Above the list.
    LIST_TITLE = "Taken so far";
    /// Nothing to list.
    LIST_NONE = "Nothing is taken yet.";
    /// Two answers to one question.
    HOLDS_WHICH = "Both were said, and only one can be so. Which holds?";
    /// The same of two dates.
    HOLDS_DATE = "Two days were said for the {called}. Which is it?";
    /// Something that was said before is doubted.
    HOLDS_STILL = "{fact}: does this still hold?";
    /// The other answer to that.
    HOLDS_NOT = "No, take it back";
    /// What to type there.
    HOLDS_KEYS = "Type a number. Enter keeps the first, which was said before.";
    /// Help there.
    HOLDS_HELP = "Ask the caller which one is right. The other is not kept.";
    /// The first is kept.
    HOLDS_KEPT = "Kept: {said}";
    /// The routes that can be read out.
    ROUTE_LIST = "Type it as: /route NAME. Open now: {names}.";
    /// There are none yet.
    ROUTE_NEEDS = "Type it as: /route NAME, such as: /route complaint.";
    /// No such route.
    ROUTE_UNKNOWN = "No route is called {typed}.";
    /// Several fit.
    ROUTE_SEVERAL = "{typed} fits {names}.";
    /// It is no way for this person now.
    ROUTE_SHUT = "It is not open as things stand. {because}";
    /// Where no reason is written down.
    ROUTE_NOTHING = "Nothing that was said so far leads to it.";
    /// It stands in the note now.
    EXPLAINED = "Marked as explained: {names}. /undo takes that back.";
    /// While the caller looks.
    HOLD = "Take your time. This is what to look for:";
    /// How to go on without it.
    HOLD_ON = "To go on without it: not sure. It is then listed to confirm.";
    /// Nothing to wait for.
    HOLD_NONE = "No question is on the screen.";
    /// The heading of what was put off.
    CONFIRM_TITLE = "To confirm";
    /// Safeguarding: the heading.
    SAFE_TITLE = "If somebody may not be safe";
    /// Safeguarding.
    SAFE_999 = "Danger now: ring 999. Ask: are you and the child safe at this moment?";
    /// Safeguarding.
    SAFE_SERVICE = "Otherwise follow your service's safeguarding procedure, today. Tell your safeguarding lead.";
    /// Safeguarding.
    SAFE_SECRET = "Calls are private, but not where a child or adult may be at risk. Say so before they go on.";
    /// Safeguarding.
    SAFE_WORDS = "Say: I am worried about what you told me. I may need to share it so that somebody can help.";
    /// Safeguarding.
    SAFE_NOTE = "Nothing of this is kept. To keep something, write a note.";
    /// The clock.
    TIME = "{minutes} since the start.";
    /// Before the end with questions open.
    DONE_OPEN = "No next steps yet. Still open: {asked}";
    /// Teach-back.
    TEACH = "Say: I want to make sure I explained that clearly. Can you tell me what you will do first, and by when?";
    /// What a good answer holds.
    TEACH_LISTEN = "Listen for: {first} By: {by}.";
    /// What to type.
    TEACH_KEYS = "Type d if it was said back, x if not. Enter: not asked.";
    /// Help with that.
    TEACH_HELP = "It is for the first step and its date only, and it stands in the call note.";
    /// Neither.
    TEACH_WRONG = "Type d or x, or press Enter.";
    /// What can be done at the end.
    CLOSE_KEYS = "Type n for the call note, s for the summary, k to save it as a case and go on. /done ends it with nothing saved.";
    /// The same for a saved case.
    CLOSE_CASE = "Type n for the call note, s for the summary, or /done to end. The case is saved.";
    /// The call has become a case.
    CASE_SAVED = "Saved in: {path}";
    /// Its reference.
    CASE_REFERENCE = "Reference: {reference}";
    /// What that means.
    CASE_GOES_ON = "From now on each thing is saved as it is said. /service NUMBER adds your own number.";
    /// It has been one before.
    CASE_ALREADY = "This call is saved as case {reference}.";
    /// It could not be saved as it stands.
    CASE_NOT_SAVED = "Warning: not saved. {why}";
    /// Help with that.
    CLOSE_HELP = "The note is for your service, the summary for the parent. b goes back to the questions.";
    /// None of those.
    CLOSE_WRONG = "Type one of the letters, or /done.";
    /// Without a plan there is no summary.
    CLOSE_NO_PLAN = "There are no next steps yet, so there is no summary.";
    /// A call on a case on which nothing was said.
    CASE_NOTHING = "Nothing was said, so nothing was added to {reference}.";
    /// Consent to record.
    CONSENT_RECORD = "May I keep a record of what you told me, without your name?";
    /// Consent to be contacted.
    CONSENT_CONTACT = "May we contact you again about this?";
    /// Consent to share.
    CONSENT_SHARE = "May we share this with anybody else who helps you?";
    /// Consent to give feedback.
    CONSENT_FEEDBACK = "May we ask you later how this went?";
    /// Above the consents.
    CONSENT_TITLE = "Ask each of these by itself";
    /// What to type.
    CONSENT_KEYS = "Type yes or no for each, in this order, such as: y y n n.";
    /// Neither.
    CONSENT_WRONG = "Type yes or no for each. Enter alone is no answer.";
    /// Help with that.
    CONSENT_HELP = "Each consent is asked for by itself, and counts only after a yes. b goes back, and nothing is kept.";
    /// No consent to record.
    CONSENT_NONE = "Not kept: the caller has not said yes to a record.";

    /// A folder of cases that is not private.
    FOLDER_READABLE = "Warning: others who use this computer can look into `{folder}`. To stop that: chmod 700 {folder}";
    /// A summary, without consent to be contacted.
    CONSENT_FIRST = "Warning: nobody has said yes to being contacted. Ask before you send this.";
    /// A summary without the name of the service.
    SUMMARY_NO_SERVICE = "The summary does not say who wrote it. To name your service, add: --areas FILE";
    /// A case that was put into a file of its own.
    SHARED_COPY = "Anyone who gets this file can read it.";
    /// Before what was typed, given back.
    TEXT_NOT_SAVED = "Not saved. What you wrote:";
    /// Before the answers of a call, given back.
    CALL_NOT_SAVED = "Not saved. The answers of this call:";

    /// A fault in the program: what happened.
    FAULT = "Error: the program has a fault and had to stop{place}.";
    /// What to do, when nothing was answered.
    FAULT_AGAIN = "Only files you saved are kept. Start it again.";
    /// What to do with the answers below.
    FAULT_ANSWERS = "Only files you saved are kept. Your answers are below: copy the lines into a file, and go on with:";
    /// How to go on from them.
    FAULT_GO_ON = "signpost ask --answers FILE";

    /// Where no plan can be shown.
    NO_PLAN = "The next steps could not be shown. Your answers are below, so that you need not give them again.";
}

/// The message with its gaps filled. What is put in is not looked at again. A gap that nothing fills is a fault of the
/// caller: it is left standing, and ends a test.
pub fn fill(message: &str, gaps: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(message.len() + 32);
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        match gaps.iter().find(|(gap, _)| *gap == name) {
            Some((_, value)) => out.push_str(value),
            None => {
                debug_assert!(false, "nothing fills `{name}` in: {message}");
                out.extend(["{", name, "}"]);
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "nothing fills `b`")]
    fn a_gap_that_nothing_fills_is_a_fault() {
        fill("{a} and {b}.", &[("a", "1")]);
    }

    #[test]
    fn what_is_put_in_is_not_filled_again() {
        assert_eq!(fill("{a} and {b}.", &[("a", "{b}"), ("b", "2")]), "{b} and 2.");
        assert_eq!(fill(SAID, &[("said", "you live in England.")]), "You said: you live in England.");
    }
}
