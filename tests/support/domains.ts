// Domains: ideas that courses set most often, each as the resources of one command.

/** What people build, by name: the specs of `--resource`. */
export const domains = {
  todo: ["todo-list:private title:string:unique", "todo:private title:string:max(80) due:date? done:boolean:default(false) list:ref(todo-list) parent:ref(todo)?:cascade"],
  notes: ["note:private title:string body:text tag:string?:max(30)", "link:private url:url note:ref(note) unique(url,note)"],
  diary: ["entry:private title:string text:text"],
  expenses: ["category:private name:string:unique", "expense:private spent:decimal:min(0.01) spentOn:date:default(today) category:ref(category):restrict"],
  clinic: [
    "doctor:admin name:string specialty:enum(eyes|skin|heart)",
    "patient:private name:string born:date",
    "visit:private at:datetime reason:text:min(3) patient:ref(patient) doctor:ref(doctor):restrict unique(doctor,at)",
  ],
  tickets: ["project:members name:string:unique", "ticket:members title:string state:enum(open|done):default(open) project:ref(project):restrict assignee:ref(user)? reporter:ref(user)"],
  orders: ["product:admin name:string:unique price:decimal:min(0) stock:integer:min(0)", "order:private placedAt:datetime:default(now)", "order-item:private quantity:integer:min(1):max(99) order:ref(order) product:ref(product):restrict unique(order,product)"],
  ratings: ["movie title:string year:integer:min(1888):max(2100)", "rating stars:integer:min(1):max(5) comment:text? movie:ref(movie) unique(movie,owner)"],
  inventory: ["place:members name:string:unique within:ref(place)?:restrict", "kind:admin name:string:unique", "item:members name:string amount:integer:min(0):default(0) place:ref(place):own kind:ref(kind)", "loan:private until:date item:ref(item):own?:cascade borrower:ref(user)"],
};

export type Domain = keyof typeof domains;
